"""Links any analyst's files of people, whatever system they come from: the engine side of ``kith link``."""

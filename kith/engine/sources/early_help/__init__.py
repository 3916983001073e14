"""The early help (CAF) register: families with early help and the team around each."""

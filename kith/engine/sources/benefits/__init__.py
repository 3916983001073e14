"""Benefit units of council tax support and universal credit: who claims, with whom, for which children."""

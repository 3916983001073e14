"""Funded nursery places: the child, the provider, and the parent who signed."""

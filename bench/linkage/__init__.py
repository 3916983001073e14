"""Sets of invented people that the linker has never seen, marks for its answers, and the peer it is set beside."""

"""The council's own list of addresses: each property number with its address, what it is, and since when."""

"""Asks people about pairs of records that might be one person, and takes apart who was wrongly taken for one."""

"""Builders: small worlds for tests, made by hand and taken in through the same actions as real ones."""

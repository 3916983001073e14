"""Journeys: what people come to do, walked in a real browser."""

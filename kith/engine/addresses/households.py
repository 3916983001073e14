"""Finds which records speak of the same household, from dwellings, people and names."""

from __future__ import annotations

from kith.engine.store import Database, run_sql

HERE = "kith.engine.addresses"
MOST_DWELLINGS = 20  # that one person gives; whoever gives more is not one person, and their slips say nothing
MOST_AT_BOX = 8  # people who share a post box
STEPS = ("lodging", "stays", "slips", "flats", "settled", "parted", "tenancy", "moved", "households")


def find_households(database: Database) -> None:
    """Fill ``linking.household`` (n, household): one row for each of ``linking.raw``.

    Reads ``linking.home``, ``linking.label`` and what ``find_dwellings`` left in ``addresses``.
    """
    for step in STEPS:
        run_sql(database, HERE, step, most=MOST_DWELLINGS, most_at_box=MOST_AT_BOX)

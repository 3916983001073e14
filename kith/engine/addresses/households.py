"""Finds which records speak of the same household, from dwellings, people and names."""

from __future__ import annotations

from kith.engine.store import Database, run_sql

HERE = "kith.engine.addresses"
MOST_DWELLINGS = 20  # that one person gives; whoever gives more is not one person, and their slips say nothing
# People of one household, and family names among them. Where there are more of both, each name is a household.
MOST_IN_ONE, MOST_NAMES = 10, 4
MOST_AT_BOX = 8  # people who share a post box
STEPS = (
    "lodging",
    "stays",
    "slips",
    "flats",
    "settled",
    "parted",
    "tenancy",
    "crowded",
    "moved",
    "stood",
    "named",
    "households",
)


def find_households(database: Database) -> None:
    """Fill ``linking.household`` (n, household): one row for each of ``linking.raw``.

    Reads ``linking.home``, ``linking.label`` and what ``find_dwellings`` left in ``addresses``.
    """
    for step in STEPS:
        run_sql(
            database, HERE, step, most=MOST_DWELLINGS, most_in_one=MOST_IN_ONE, most_names=MOST_NAMES,
            most_at_box=MOST_AT_BOX,
        )  # fmt: skip

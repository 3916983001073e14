"""Gives every address the dwelling that it names: by its own number, by the council's list, or by its words."""

from __future__ import annotations

from kith.engine.addresses.run import find_forms, prepare_words
from kith.engine.store import Database, run_sql

HERE = "kith.engine.standardise"
HOW = ("GIVEN", "LIST", "LIST_LIKE", "TAUGHT", "OWN_WORDS", "NOT_FOUND")


def find_places(database: Database) -> dict[str, int]:
    """Fill ``dwelling_id`` in ``standard.address`` and ``standard.fact``; return how many addresses were found how."""
    prepare_words(database)
    run_sql(database, HERE, "written")
    find_forms(database)
    for step in ("place", "places"):
        run_sql(database, HERE, step)
    counted = dict(
        database.execute(
            """
            select place.how, count(*) from standard.address join place
                on address.uprn is not distinct from place.uprn and address.postcode is not distinct from place.postcode
                and address.address_text is not distinct from place.address_text
            group by all
            """
        ).fetchall()
    )
    database.execute("drop table place")
    database.execute("drop schema addresses cascade")
    return {how: int(counted.get(how, 0)) for how in HOW}

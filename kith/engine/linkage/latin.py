"""Writes names in other scripts in Latin letters, once per spelling, so that Мария and Maria can meet."""

from __future__ import annotations

import numpy as np
from anyascii import anyascii

from kith.engine.store import Database


def know_latin(database: Database) -> None:
    """Fill ``linking.latin`` (spelling, latin) for each name in ``linking.said`` that has letters of another script."""
    spellings = [
        row[0]
        for row in database.execute(
            """
            select distinct spelling from (
                select unnest([first_name, middle_name, last_name, known_as, previous_last_name]) as spelling
                from linking.said)
            where regexp_matches(strip_accents(spelling), '[^\\x00-\\x7F]')
            """
        ).fetchall()
    ]
    table = {
        "spelling": np.array(spellings, dtype=object),
        "latin": np.array([*map(anyascii, spellings)], dtype=object),
    }
    database.execute("create or replace table linking.latin (spelling VARCHAR, latin VARCHAR)")
    if spellings:
        database.register("latin_array", table)
        database.execute("insert into linking.latin from latin_array")
        database.unregister("latin_array")

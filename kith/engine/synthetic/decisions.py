"""Write decisions.json: what people of the invented council decided before any run, by agencies' records."""

from __future__ import annotations

import json
from pathlib import Path

from kith.engine.store import Database

# The planted people, by their number in planted/person.csv.
BEFORE_ADOPTION, AFTER_ADOPTION = 601, 603
FATHER, CHILD = 702, 703


def write_decisions(database: Database, path: Path) -> None:
    """Write who is kept apart, and which bond is not to be told; after the extracts, which say who is who."""
    before, after, father, child = (
        [
            record
            for (record,) in database.execute(
                "select source || ':' || local_id from truth.record where person_id = $id order by 1", {"id": person}
            ).fetchall()
        ]
        for person in (BEFORE_ADOPTION, AFTER_ADOPTION, FATHER, CHILD)
    )
    content = {
        "kept_apart": [{"reason": "ADOPTION", "one": before, "other": after}],
        "undisclosed": [{"one": father, "other": child}],
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

"""Reads what is counted from ``definitions/counts``, and the numbers by the SQL that a room keeps for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import connection

from kith.rules.counts import NOT_KNOWN, CountDefinition, Counted, read_definition
from kith.vocabulary.errors import KithError

FACTS = "facts.sql"  # what the room knows of each thing that it counts: read once for all its counts


class CountUnreadable(KithError):
    """What is to be counted cannot be read from the council's definitions."""

    code = "K881"


@lru_cache(maxsize=1)
def load_counts() -> tuple[CountDefinition, ...]:
    """Return every definition, in the order in which a page shows them; the files are read once."""
    folder = Path(settings.DEFINITIONS) / "counts"
    return tuple(sorted((_read(file) for file in sorted(folder.glob("*.yml"))), key=lambda one: one.place))


def read_counts(folder: Path, room: str, values: Mapping[str, Any]) -> dict[str, tuple[Counted, ...]]:
    """Return the lines of each count of a room, inside an open door: the rows are those that whoever asks may read.

    All of them are one question to the database, so that they are of one moment and the facts are read once.
    """
    wanted = [one.count_id for one in load_counts() if one.room == room and one.shape != NOT_KNOWN]
    facts = (folder / FACTS).read_text(encoding="utf-8").rstrip().rstrip(";")
    each = [(name, (folder / f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")) for name in wanted]
    ctes = ",\n".join(f"{name} as (\n{sql}\n)" for name, sql in each)
    reads = " union all ".join(
        f"select '{name}', row_number() over (), part::text, numerator::float8, denominator::float8 from {name}"
        for name in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{facts},\n{ctes}\n{reads}", dict(values))
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], row[1]))
    return {name: tuple(Counted(*row[2:]) for row in rows if row[0] == name) for name in wanted}


def _read(file: Path) -> CountDefinition:
    try:
        found = read_definition(yaml.safe_load(file.read_text(encoding="utf-8")))
        if found.count_id != file.stem:
            raise ValueError("its id is not its name")
    except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise CountUnreadable(
            f"What is to be counted in definitions/counts/{file.name} cannot be read: {error}.",
            not_done="Nothing was counted.",
            mend="Put the file right; the README beside it shows how one is written.",
        ) from error
    return found

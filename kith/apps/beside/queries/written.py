"""Reads the rows of the files for another system: the help that its agencies hold, and who leads it; for no page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections

from kith.apps.base.other_systems import OtherSystem
from kith.apps.base.sql import sql_text
from kith.apps.base.where_kept import WhereKept, list_where_kept

OWNER = "owner"
THEIRS, OURS = "NO", "YES"


@dataclass(frozen=True)
class WrittenBack:
    """The rows of each file, by its name; ``headings`` are the columns, with where the record is kept at the end.

    ``person_refs`` are all who stand in some file; ``unknown`` those of whom the other system has no number that Kith
    knows, by reference alone.
    """

    rows: dict[str, list[tuple[str, ...]]]
    person_refs: frozenset[str]
    unknown: tuple[str, ...]


HEADINGS: dict[str, tuple[str, ...]] = {
    # The first two are tables of the Standard Safeguarding Dataset (Data to Insight, release 1.3, 2025).
    "ssd_early_help_episodes": (
        "earl_episode_id", "earl_person_id", "earl_episode_start_date", "earl_episode_end_date", "earl_episode_reason",
        "earl_episode_end_reason", "earl_episode_organisation", "earl_episode_worker_id",
    ),
    "ssd_involvements": (
        "invo_involvements_id", "invo_professional_id", "invo_professional_role_id", "invo_professional_team",
        "invo_person_id", "invo_involvement_start_date", "invo_involvement_end_date", "invo_worker_change_reason",
        "invo_referral_id",
    ),
    # No national table has the level of help: a layout of our own.
    "kith_levels": ("level_id", "person_id", "level", "level_start_date", "level_end_date"),
}  # fmt: skip
MARKS = ("kept_in", "take_in")  # whose record it is, and whether the other system is to take the row in
_KINDS = {"ssd_early_help_episodes": "EARLY_HELP", "ssd_involvements": "LEAD"}


def list_written_back(system: OtherSystem, *, on: date, since: date) -> WrittenBack:
    """Return what is told to this system: what goes on, and what has ended since a day.

    Nobody who must not be found, nor whose record somebody doubts or belongs to an identity left behind, stands in it.
    """
    kept = {one.kind: one for one in list_where_kept(on)}
    by_level = {level: one for one in kept.values() for level in one.levels}
    rows: dict[str, list[tuple[str, ...]]] = {}
    people: set[str] = set()
    unknown: set[str] = set()
    for name in HEADINGS:
        rows[name] = []
        for person_ref, number, level, *cells in _read(name, system, on, since):
            if not number:
                unknown.add(person_ref)
                continue
            people.add(person_ref)
            where = by_level.get(level) if level else kept.get(_KINDS[name])
            rows[name].append((*("" if cell is None else str(cell) for cell in cells), *_marks(where)))
    return WrittenBack(rows, frozenset(people), tuple(sorted(unknown)))


def _read(name: str, system: OtherSystem, on: date, since: date) -> Collection[tuple[str, ...]]:
    given: dict[str, Any] = {"agencies": list(system.agencies), "source": f"{system.source}:", "on": on, "since": since}
    here = "kith.apps.beside.queries"
    with connections[OWNER].cursor() as cursor:
        cursor.execute(sql_text(here, "written_people") + sql_text(here, f"written_{name}"), given)
        return list(cursor.fetchall())


def _marks(where: WhereKept | None) -> tuple[str, str]:
    """Return whose the record is; where the council has not said, it is taken in nowhere."""
    if where is None:
        return "NOT_SAID", THEIRS
    return where.kept_in, OURS if where.is_ours else THEIRS

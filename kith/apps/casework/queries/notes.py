"""Reads the notes about the family that is open, as far as this worker may: all of them, or those with some words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection

from kith.apps.agencies.queries import get_agencies, list_worker_names
from kith.apps.base.words import day_in_words, month_in_words
from kith.apps.casework.models import CaseNote, CaseNotePerson, Episode
from kith.apps.casework.models.case_note import DAY, KINDS, MONTH, TOLD_TO
from kith.apps.casework.queries.known import get_known
from kith.apps.governance.access import FamilyAccess
from kith.rules.access import DETAIL, NOTHING, SUMMARY
from kith.vocabulary.codes.categories import CATEGORIES

CATEGORY = "EARLY_HELP"
MOST = 100
_ENGLISH = "english"


@dataclass(frozen=True)
class NoteLine:
    """A note; ``text`` is empty where an agreement lets this worker know no more than that there is one."""

    note_id: str
    ref: str
    kind: str
    text: str
    happened_on: date
    when: str
    told_to: str
    told_label: str
    person_refs: tuple[str, ...]
    names: tuple[str, ...]
    by: str
    agency_id: str
    agency_name: str
    agency_kind: str
    written_at: datetime
    taken_back_at: datetime | None
    taken_back_by: str
    taken_back_why: str
    level: int
    is_mine: bool

    @property
    def is_whole(self) -> bool:
        """Answer whether the worker reads the words, and not only that there is a note."""
        return self.level >= DETAIL


def list_notes(access: FamilyAccess, *, words: str = "") -> tuple[NoteLine, ...]:
    """Return the newest notes of the family, or those in which these words stand."""
    rows = CaseNote.objects.filter(family_ref=access.family_ref)
    if words:
        wanted = SearchQuery(words, config=_ENGLISH, search_type="websearch")
        rows = rows.annotate(held=SearchVector("text", config=_ENGLISH)).filter(held=wanted)
    found = read_notes(access, rows.order_by("-happened_on", "-written_at")[:MOST])
    return tuple(line for line in found if line.is_whole or not words)


def find_note(access: FamilyAccess, ref: str) -> NoteLine | None:
    """Return the note with this reference, if this worker may read it."""
    rows = CaseNote.objects.filter(family_ref=access.family_ref, ref=ref)
    return next(iter(read_notes(access, rows)), None)


def read_notes(access: FamilyAccess, rows: Iterable[CaseNote]) -> list[NoteLine]:
    """Return these notes in words; of whom the worker does not know there is no note."""
    rows = list(rows)
    people = _people_of(rows)
    known, agencies = get_known(access), get_agencies()
    names = list_worker_names(
        by for row in rows for by in (row.written_by, row.taken_back_by) if by is not None
    )  # fmt: skip
    lines = []
    for row in rows:
        refs = people.get(str(row.pk), ())
        level = _level(access, row.agency_id, refs)
        if level < SUMMARY or not set(refs) <= known.keys():
            continue
        agency = agencies.get(row.agency_id)
        is_whole = level >= DETAIL
        lines.append(NoteLine(
            note_id=str(row.pk), ref=row.ref, kind=KINDS[row.kind], text=row.text if is_whole else "",
            happened_on=row.happened_on, when=when_in_words(row.happened_on, row.precision), told_to=row.told_to,
            told_label=TOLD_TO[row.told_to], person_refs=refs, names=tuple(known[ref].short_name for ref in refs),
            by=names.get(row.written_by, ""), agency_id=row.agency_id,
            agency_name=agency.name if agency else row.agency_id, agency_kind=agency.kind if agency else "",
            written_at=row.written_at, taken_back_at=row.taken_back_at,
            taken_back_by=names.get(row.taken_back_by or 0, ""),
            taken_back_why=row.taken_back_why if is_whole else "", level=level,
            is_mine=row.written_by == access.standing.worker.worker_id,
        ))  # fmt: skip
    access.shown.put("notes", [(ref, CATEGORY, line.level) for line in lines for ref in line.person_refs])
    return lines


def names_somebody_hidden(words: str) -> bool:
    """Answer whether words name somebody who must not be found; to whom may not know of them, never."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_names_hidden(%s)", [words])
        return bool(cursor.fetchone()[0])


def find_open_episode(access: FamilyAccess) -> int | None:
    """Return the key of the family's open episode, if whoever opened the door has a part in it."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_is_in_help()")
        if not cursor.fetchone()[0]:
            return None
    keys = Episode.objects.filter(family_ref=access.family_ref, ended_on=None).values_list("pk", flat=True)
    return keys.first()


def when_in_words(day: date, precision: str) -> str:
    """Return a day as exactly as it is known: "14 May 2026", "May 2026" or "2026"."""
    if precision == DAY:
        return day_in_words(day)
    return month_in_words(day) if precision == MONTH else str(day.year)


def _level(access: FamilyAccess, agency_id: str, person_refs: Iterable[str]) -> int:
    """Return how much of a note its agency's agreements let through: the least of those it is about."""
    refs = list(person_refs)
    shielded = access.shielded_among(refs) if refs else frozenset()
    sensitivity = CATEGORIES[CATEGORY].sensitivity
    return min(
        (
            access.decide(
                owner=agency_id, category=CATEGORY, sensitivity=sensitivity, is_shielded=ref in shielded, person_ref=ref
            ).level
            for ref in refs
        ),
        default=NOTHING,
    )


def _people_of(rows: Iterable[CaseNote]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    named = CaseNotePerson.objects.filter(note_id__in=[row.pk for row in rows]).order_by("pk")
    for note_id, ref in named.values_list("note_id", "person_ref"):
        found[str(note_id)] = (*found.get(str(note_id), ()), ref)
    return found

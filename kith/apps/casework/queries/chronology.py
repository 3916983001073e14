"""Reads a family's chosen chronology: notes that are significant and agencies' facts, in the order of their days.

A fact is there by its key alone. What it says is read through the family's door with all other facts, so that nobody
reads more of it here than on the family's page; where the door gives nothing, there is no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.apps.agencies.queries import list_worker_names
from kith.apps.base.words import day_in_words, listed
from kith.apps.casework.models import CaseNote, ChronologyEntry
from kith.apps.casework.models.case_note import FAMILY, TOLD_TO
from kith.apps.casework.models.chronology_entry import IMPACTS, NEGATIVE, POSITIVE
from kith.apps.casework.queries.known import get_known
from kith.apps.casework.queries.notes import NoteLine, read_notes
from kith.apps.governance.access import FamilyAccess
from kith.apps.people.queries import FactRow, list_facts

HOUSEHOLD = "Household"
_TONES = {POSITIVE: "STRENGTH", NEGATIVE: "WORRY"}


@dataclass(frozen=True)
class EntryLine:
    """One line of the chronology, cut to what this worker may read."""

    ref: str
    happened_on: date
    when: str
    who: str
    person_refs: tuple[str, ...]
    what: str
    detail: str
    agency_id: str
    agency_name: str
    agency_kind: str
    impact: str
    impact_label: str
    action_taken: str
    analysis: str
    family_view: str
    told_to: str
    told_label: str
    chosen_by: str
    version: int
    level: int
    note_ref: str = ""
    is_spell: bool = False
    is_told: bool = True  # what was written beside it, which only who reads it may change

    @property
    def is_for_family(self) -> bool:
        """Answer whether the family reads it with the others."""
        return self.told_to == FAMILY


@dataclass(frozen=True)
class FactChoice:
    """A fact, or several that an agency tells of members at once, to choose from; ``key`` is that of the first."""

    key: str
    person_ref: str
    when: str
    who: str
    what: str
    detail: str
    agency_name: str
    agency_kind: str
    level: int


def list_chronology(access: FamilyAccess, *, for_family: bool = False) -> tuple[EntryLine, ...]:
    """Return what is chosen, the oldest first: all that this worker reads, or what the family reads of it."""
    entries = list(ChronologyEntry.objects.filter(family_ref=access.family_ref, taken_out_at=None))
    kept = [entry for entry in entries if entry.told_to == FAMILY or not for_family]
    notes = _notes_of(access, kept)
    facts = _facts_by_key(access) if any(entry.fact_id for entry in kept) else {}
    names = list_worker_names(entry.chosen_by for entry in kept)
    lines = [_of_note(access, entry, notes[str(entry.note_id)], names) for entry in kept if str(entry.note_id) in notes]
    lines += [_of_fact(access, entry, facts[entry.fact_id], names) for entry in kept if entry.fact_id in facts]
    return tuple(sorted(lines, key=lambda line: (line.happened_on, line.ref)))


def find_entry(access: FamilyAccess, ref: str) -> EntryLine | None:
    """Return the line with this reference, if this worker may read it."""
    return next((line for line in list_chronology(access) if line.ref == ref), None)


def list_note_events(access: FamilyAccess) -> tuple[FactRow, ...]:
    """Return significant notes in the shape of facts, one for each person: for the family page's picture and table."""
    return tuple(
        _as_fact(line, ref) for line in list_chronology(access) if line.note_ref for ref in line.person_refs
    )  # fmt: skip


def list_facts_to_choose(access: FamilyAccess) -> tuple[FactChoice, ...]:
    """Return what agencies tell and nobody has chosen yet, the newest first; what they tell of several is one."""
    chosen = set(
        ChronologyEntry.objects.filter(family_ref=access.family_ref, taken_out_at=None)
        .exclude(fact_id="")
        .values_list("fact_id", flat=True)
    )
    groups = [group for group in _told_together(list_facts(access)) if chosen.isdisjoint(one.fact_id for one in group)]
    return tuple(_choice(access, group) for group in reversed(groups))


def _facts_by_key(access: FamilyAccess) -> dict[str, list[FactRow]]:
    return {fact.fact_id: group for group in _told_together(list_facts(access)) for fact in group}


def _told_together(facts: Sequence[FactRow]) -> list[list[FactRow]]:
    """Gather what an agency tells of several at once, as the family's page does."""
    groups: dict[tuple[object, ...], list[FactRow]] = {}
    for fact in facts:
        alone = fact.fact_id if fact.person_ref is None else ""
        key = (fact.agency_id, fact.kind, fact.happened_on, fact.ended_on, fact.detail, fact.amount, alone)
        groups.setdefault(key, []).append(fact)
    return list(groups.values())


def _choice(access: FamilyAccess, group: Sequence[FactRow]) -> FactChoice:
    fact = group[0]
    return FactChoice(
        fact.fact_id, fact.person_ref or "", _days_of(fact), _who(access, group), fact.label, fact.detail or "",
        fact.agency_name, fact.agency_kind, min(one.level for one in group),
    )  # fmt: skip


def _notes_of(access: FamilyAccess, entries: Iterable[ChronologyEntry]) -> dict[str, NoteLine]:
    wanted = [entry.note_id for entry in entries if entry.note_id]
    rows = CaseNote.objects.filter(pk__in=wanted, taken_back_at=None) if wanted else []
    return {line.note_id: line for line in read_notes(access, rows)}


def _of_note(access: FamilyAccess, entry: ChronologyEntry, note: NoteLine, names: Mapping[int, str]) -> EntryLine:
    return EntryLine(
        ref=entry.ref, happened_on=note.happened_on, when=note.when, who=listed(list(note.names)),
        person_refs=note.person_refs, what=entry.headline if note.is_whole else "Something significant",
        detail=note.text, agency_id=note.agency_id, agency_name=note.agency_name, agency_kind=note.agency_kind,
        note_ref=note.ref, level=note.level, **_said(access, entry, names, note.level),
    )  # fmt: skip


def _of_fact(
    access: FamilyAccess, entry: ChronologyEntry, group: Sequence[FactRow], names: Mapping[int, str]
) -> EntryLine:
    fact = group[0]
    level = min(one.level for one in group)
    return EntryLine(
        ref=entry.ref, happened_on=fact.happened_on, when=_days_of(fact), who=_who(access, group),
        person_refs=tuple(one.person_ref for one in group if one.person_ref), what=fact.label, detail=fact.detail or "",
        agency_id=fact.agency_id, agency_name=fact.agency_name, agency_kind=fact.agency_kind, level=level,
        is_spell=fact.is_spell, **_said(access, entry, names, level),
    )  # fmt: skip


def _said(access: FamilyAccess, entry: ChronologyEntry, names: Mapping[int, str], level: int) -> dict[str, Any]:
    """Return what was written beside it: for whoever reads as much of the thing itself as its writer did."""
    is_told = level >= entry.level or entry.changed_by == access.standing.worker.worker_id
    return {
        "is_told": is_told,
        "impact": entry.impact if is_told else "",
        "impact_label": IMPACTS.get(entry.impact, "") if is_told else "",
        "action_taken": entry.action_taken if is_told else "",
        "analysis": entry.analysis if is_told else "",
        "family_view": entry.family_view if is_told else "",
        "told_to": entry.told_to,
        "told_label": TOLD_TO[entry.told_to],
        "chosen_by": names.get(entry.chosen_by, ""),
        "version": entry.version,
    }


def _as_fact(line: EntryLine, person_ref: str) -> FactRow:
    return FactRow(
        fact_id=f"note:{line.ref}:{person_ref}", person_ref=person_ref, dwelling_id=None, agency_id=line.agency_id,
        agency_name=line.agency_name, agency_kind=line.agency_kind, kind="NOTE", label=line.what,
        tone=_TONES.get(line.impact, "NEUTRAL"), category="EARLY_HELP", level=line.level,
        happened_on=line.happened_on, ended_on=None, is_spell=False, detail=line.action_taken or None, amount=None,
        unit=None, source="note",
    )  # fmt: skip


def _who(access: FamilyAccess, group: Iterable[FactRow]) -> str:
    known, refs = get_known(access), {fact.person_ref for fact in group}
    if None in refs:
        return HOUSEHOLD
    return listed([one.short_name for ref, one in known.items() if ref in refs])


def _days_of(fact: FactRow) -> str:
    if not fact.is_spell:
        return day_in_words(fact.happened_on)
    until = f"to {day_in_words(fact.ended_on)}" if fact.ended_on else "and still"
    return f"{day_in_words(fact.happened_on)} {until}"

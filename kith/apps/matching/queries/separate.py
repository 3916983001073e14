"""Reads of which records somebody is made, which are doubted, and who of a family is being taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kith.apps.intake.queries import get_live_run
from kith.apps.matching.models import PersonRecord, Separation, SeparationItem
from kith.apps.matching.models.separation import AGREED, ASKED, DECLINED, MADE
from kith.apps.matching.queries.comes_with import ComesWith, list_comes_with
from kith.apps.people.queries import list_doubts

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


@dataclass(frozen=True)
class RecordRow:
    """A record of a person, as far as it must be told to know whose it is."""

    record: str
    key: str  # what a form sends: a record id would say which agency holds it
    name: str
    born_on: date | None
    comes_with: ComesWith
    is_doubted: bool = False
    doubt: str = ""  # why, in the words of whoever doubts it


@dataclass(frozen=True)
class ItemRow:
    """A row that hangs on the person, in words."""

    key: str
    words: str
    goes: bool | None
    is_moved: bool


@dataclass(frozen=True)
class SeparationRow:
    """Somebody who is being taken apart."""

    ref: str
    person_ref: str
    other_ref: str
    reason: str
    state: str
    is_mine: bool
    records: int
    items: tuple[ItemRow, ...]

    @property
    def needs_choice(self) -> bool:
        """Answer whether something hangs on the person of which nobody has said whose it is."""
        return any(item.goes is None for item in self.items)


def list_records(access: FamilyAccess, person_ref: str) -> tuple[RecordRow, ...]:
    """Return the records of a member that the worker may be told of; none where the run has but one."""
    rows = list(PersonRecord.objects.filter(person_ref=person_ref).order_by("pk"))
    access.shown.put("records", [(person_ref, "IDENTITY", access.decision.level)] if rows else [])
    doubts = {doubt.record: doubt.reason for doubt in list_doubts(access, (person_ref,))}
    known = list_comes_with(access, person_ref, {row.record: row.agency_id for row in rows})
    return tuple(
        RecordRow(
            record=row.record,
            key=str(row.pk),
            name=f"{row.forename} {row.surname}".strip() or "No name",
            born_on=row.born_on,
            comes_with=known[row.record],
            is_doubted=row.record in doubts,
            doubt=doubts.get(row.record, ""),
        )
        for row in rows
    )


def list_separations(access: FamilyAccess) -> tuple[SeparationRow, ...]:
    """Return who of this family is being taken apart, or was, the newest first."""
    rows = Separation.objects.filter(family_ref=access.family_ref).exclude(state=DECLINED).order_by("-asked_at")
    return tuple(
        SeparationRow(
            ref=row.ref,
            person_ref=row.person_ref,
            other_ref=row.other_ref,
            reason=row.reason,
            state=row.state,
            is_mine=row.asked_by == access.standing.worker.worker_id,
            records=len(row.other_records),
            items=tuple(
                ItemRow(str(item.pk), item.words, item.goes, item.moved_at is not None)
                for item in SeparationItem.objects.filter(separation=row).order_by("pk")
            ),
        )
        for row in rows
    )


def is_being_taken_apart(access: FamilyAccess) -> bool:
    """Answer whether the next run still has to settle what is known of two people of this family."""
    mine = Separation.objects.filter(family_ref=access.family_ref)
    return (
        mine.filter(state__in=(ASKED, AGREED)).exists()
        or mine.filter(state=MADE, made_at__gt=get_live_run().loaded_at).exists()
    )

"""Reads drafts: what was typed, what it said before, and who else is writing. Each inside an open door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, list_speakers
from kith.apps.drafts.kinds import FAMILY, FRONT_DOOR, OWN, get_kind, list_kinds
from kith.apps.drafts.models import Draft, DraftVersion

if TYPE_CHECKING:
    from kith.apps.governance.access import Desk, FamilyAccess

Typed = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class DraftRow:
    """What stands in one section, as typed: incomplete and invalid too."""

    values: Typed
    version: int
    saved_at: datetime
    is_mine: bool  # false: somebody else wrote last, who may write here as well
    field: str = ""  # where its writer was


@dataclass(frozen=True)
class VersionRow:
    """A former state of a section."""

    version: int
    values: Typed
    saved_at: datetime
    written_by: str


@dataclass(frozen=True)
class UnfinishedRow:
    """A form that its writer has not sent yet."""

    words: str
    url: str
    saved_at: datetime


def find_draft(
    door: Desk | FamilyAccess, *, form: str, about: str = "", section: str = "", family_ref: str = ""
) -> DraftRow | None:
    """Return what stands in a section, if anything does; ``family_ref`` for forms kept for a family's workers."""
    by = worker_at(door)
    row = drafts_of(by, form, about, section, family_ref).first()
    return _as_row(row, by) if row else None


def list_drafts(door: Desk | FamilyAccess, *, form: str, about: str = "", family_ref: str = "") -> dict[str, DraftRow]:
    """Return what stands in each section of a form: for its task list, in one question."""
    by = worker_at(door)
    rows = whose(Draft.objects.filter(form=form, about=about), by, get_kind(form).kept_for, family_ref)
    return {row.section: _as_row(row, by) for row in rows}


def list_versions(
    door: Desk | FamilyAccess, *, form: str, about: str = "", section: str = "", family_ref: str = ""
) -> tuple[VersionRow, ...]:
    """Return the last states of a section that were put by, the newest first: five at most."""
    row = drafts_of(worker_at(door), form, about, section, family_ref).first()
    former = list(DraftVersion.objects.filter(draft=row).order_by("-version")) if row else []
    names = list_speakers([one.worker_id for one in former])
    return tuple(
        VersionRow(one.version, one.typed, one.saved_at, names[one.worker_id].name if one.worker_id in names else "")
        for one in former
    )


def who_is_editing(
    door: Desk | FamilyAccess, *, form: str, about: str = "", section: str = "", family_ref: str = ""
) -> str | None:
    """Return who else holds a section now, "Priya Shah, since 12:04", or nothing where one may write."""
    by = worker_at(door)
    row = drafts_of(by, form, about, section, family_ref).filter(held_until__gt=timezone.now()).first()
    if row is None or row.worker_id == by.worker_id:
        return None
    speaker = list_speakers([row.worker_id]).get(row.worker_id)
    since = timezone.localtime(row.held_since)
    return f"{speaker.name if speaker else 'Somebody else'}, since {since:%H:%M}"


def list_unfinished(by: SignedInWorker) -> tuple[UnfinishedRow, ...]:
    """Return the forms that this worker has not sent yet and where each goes on, the newest first."""
    ways = {kind.form: kind for kind in list_kinds() if kind.way_back}
    rows = Draft.objects.filter(worker_id=by.worker_id, form__in=ways).order_by("-saved_at")
    found: dict[str, UnfinishedRow] = {}
    for row in rows:
        kind = ways[row.form]
        url = kind.way(row.about, row.section)
        if url:
            found.setdefault(url, UnfinishedRow(kind.words, url, row.saved_at))
    return tuple(found.values())


def drafts_of(by: SignedInWorker, form: str, about: str, section: str, family_ref: str) -> QuerySet[Draft]:
    """Return the draft of a section that this worker writes in: one or none."""
    drafts = Draft.objects.filter(form=form, about=about, section=section)
    return whose(drafts, by, get_kind(form).kept_for, family_ref)


def whose(drafts: QuerySet[Draft], by: SignedInWorker, kept_for: str, family_ref: str) -> QuerySet[Draft]:
    """Return those of ``drafts`` that are this worker's, their front door's, or the family's workers'."""
    key: dict[str, dict[str, object]] = {
        OWN: {"worker_id": by.worker_id},
        FRONT_DOOR: {"agency_id": by.agency_id},
        FAMILY: {"family_ref": family_ref},
    }
    return drafts.filter(kept_for=kept_for, **key[kept_for])


def _as_row(row: Draft, by: SignedInWorker) -> DraftRow:
    is_mine = row.worker_id == by.worker_id
    return DraftRow(row.typed, row.version, row.saved_at, is_mine, row.field if is_mine else "")


def worker_at(door: Desk | FamilyAccess) -> SignedInWorker:
    """Return who opened the door."""
    return door.worker if hasattr(door, "worker") else door.standing.worker

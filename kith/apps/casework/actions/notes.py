"""Writes a note down once, for however many of a family; takes one back that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.actions.first_come import SomebodyElseWasFirst, first_come
from kith.apps.casework.models import CaseNote, CaseNotePerson, ChronologyEntry
from kith.apps.casework.queries.known import get_known
from kith.apps.casework.queries.notes import NoteLine, find_open_episode
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_writing
from kith.rules.access import DETAIL
from kith.vocabulary.errors import KithError

NOT_IN_HELP = "Notes are for those who have a part in the open help for this family."


class NoteIsAboutNobody(KithError):
    """A note names nobody of the family, or somebody whom this worker does not see in it."""

    code = "K860"


@dataclass(frozen=True)
class Significant:
    """What the chronology says of a note: a line, what it did to them, and what was done about it."""

    headline: str
    impact: str = ""
    action_taken: str = ""


def write_note(
    access: FamilyAccess,
    *,
    people: Sequence[str],
    kind: str,
    text: str,
    happened_on: date,
    precision: str,
    told_to: str,
    significant: Significant | None = None,
) -> str:
    """Keep one note about these people, and put it into the chronology if it is significant; return its reference."""
    _check_people(access, people)
    episode_id, worker = get_open_episode(access), access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, people)
        note = CaseNote.objects.create(
            ref=new_ref("CN"), episode_id=episode_id, family_ref=access.family_ref, agency_id=worker.agency_id,
            kind=kind, text=text, happened_on=happened_on, precision=precision, told_to=told_to,
            written_by=worker.worker_id, written_at=timezone.now(),
        )  # fmt: skip
        CaseNotePerson.objects.bulk_create(CaseNotePerson(note=note, person_ref=ref) for ref in dict.fromkeys(people))
        if significant:
            _put_in(access, episode_id, note_id=str(note.pk), told_to=told_to, said=significant)
    return str(note.ref)


def mark_significant(access: FamilyAccess, note: NoteLine, said: Significant) -> None:
    """Put a note that was written before into the chronology."""
    with pghistory.context(worker=access.standing.worker.worker_id, action=WRITE), first_come():
        note_writing(access, note.person_refs)
        _put_in(access, get_open_episode(access), note_id=note.note_id, told_to=note.told_to, said=said)


def take_back(access: FamilyAccess, note: NoteLine, *, why: str) -> None:
    """Say that a note is wrong, and why: its words stay, crossed out, and its line in the chronology goes."""
    worker, now = access.standing.worker, timezone.now()
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, note.person_refs, reason_given=True)
        ChronologyEntry.objects.filter(note__ref=note.ref, taken_out_at=None).update(
            changed_by=worker.worker_id, changed_at=now, taken_out_by=worker.worker_id, taken_out_at=now
        )
        changed = CaseNote.objects.filter(pk=note.note_id, taken_back_at=None).update(
            taken_back_by=worker.worker_id, taken_back_at=now, taken_back_why=why
        )
        if not changed:
            raise SomebodyElseWasFirst


def get_open_episode(access: FamilyAccess) -> int:
    """Return the key of the open episode in which this worker has a part, or refuse."""
    episode_id = find_open_episode(access)
    if episode_id is None:
        raise PermissionDenied(NOT_IN_HELP)
    return episode_id


def _put_in(access: FamilyAccess, episode_id: int, *, note_id: str, told_to: str, said: Significant) -> None:
    worker, now = access.standing.worker, timezone.now()
    ChronologyEntry.objects.create(
        ref=new_ref("CE"), episode_id=episode_id, family_ref=access.family_ref, agency_id=worker.agency_id,
        note_id=note_id, headline=said.headline, impact=said.impact, action_taken=said.action_taken, level=DETAIL,
        told_to=told_to, chosen_by=worker.worker_id, chosen_at=now, changed_by=worker.worker_id, changed_at=now,
    )  # fmt: skip


def _check_people(access: FamilyAccess, people: Sequence[str]) -> None:
    if not people or set(people) - get_known(access).keys():
        raise NoteIsAboutNobody(
            "The note is about nobody, or about somebody whom you do not see in this family.",
            not_done="It was not kept.",
            mend="Go back to the form, which shows whom you can choose now.",
        )

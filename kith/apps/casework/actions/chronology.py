"""Chooses agencies' facts for a family's chronology, says what the chosen means, takes out, and notes each copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pghistory
from django.db.models import F
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.actions.first_come import SomebodyElseWasFirst, first_come
from kith.apps.casework.actions.notes import Significant, get_open_episode
from kith.apps.casework.models import ChronologyEntry
from kith.apps.casework.queries.chronology import EntryLine, FactChoice, list_facts_to_choose
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_copy, note_writing
from kith.vocabulary.errors import KithError


class NothingToChoose(KithError):
    """A fact was chosen that is in the chronology already, or that is not told to this worker any more."""

    code = "K861"


def choose_facts(access: FamilyAccess, *, keys: Collection[str], told_to: str) -> int:
    """Put agencies' facts into the chronology by their keys; return how many lines that makes."""
    offered = [one for one in list_facts_to_choose(access) if one.key in keys]
    if not offered or len(offered) != len(set(keys)):
        raise NothingToChoose(
            "Something you chose is in the chronology already, or is not told to you any more.",
            not_done="Nothing was added.",
            mend="Go back to the list, which shows what you can choose now.",
        )
    episode_id, worker = get_open_episode(access), access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, {one.person_ref for one in offered if one.person_ref})
        for one in offered:
            _choose(access, episode_id, one, told_to)
    return len(offered)


def change_entry(
    access: FamilyAccess, line: EntryLine, *, seen: int, said: Significant, analysis: str, family_view: str
) -> None:
    """Say anew what a line means; ``seen`` is the version that the page showed, so that nobody's words are lost."""
    worker = access.standing.worker
    headline = {"headline": said.headline} if line.note_ref else {}
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, line.person_refs)
        changed = ChronologyEntry.objects.filter(ref=line.ref, version=seen, taken_out_at=None).update(
            impact=said.impact, action_taken=said.action_taken, analysis=analysis, family_view=family_view,
            level=line.level, changed_by=worker.worker_id, changed_at=timezone.now(), version=F("version") + 1,
            **headline,
        )  # fmt: skip
        if not changed:
            raise SomebodyElseWasFirst


def take_out(access: FamilyAccess, line: EntryLine) -> None:
    """Take a line out of the chronology; the note or the fact stays where it is."""
    worker, now = access.standing.worker, timezone.now()
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, line.person_refs)
        ChronologyEntry.objects.filter(ref=line.ref, taken_out_at=None).update(
            changed_by=worker.worker_id, changed_at=now, taken_out_by=worker.worker_id, taken_out_at=now
        )


def take_copy(access: FamilyAccess, lines: Iterable[EntryLine]) -> None:
    """Note in the log that the chronology leaves Kith, and whom it speaks of."""
    note_copy(access, {ref for line in lines for ref in line.person_refs})


def _choose(access: FamilyAccess, episode_id: int, one: FactChoice, told_to: str) -> None:
    worker, now = access.standing.worker, timezone.now()
    ChronologyEntry.objects.create(
        ref=new_ref("CE"), episode_id=episode_id, family_ref=access.family_ref, agency_id=worker.agency_id,
        fact_id=one.key, person_ref=one.person_ref, level=one.level, told_to=told_to, chosen_by=worker.worker_id,
        chosen_at=now, changed_by=worker.worker_id, changed_at=now,
    )  # fmt: skip

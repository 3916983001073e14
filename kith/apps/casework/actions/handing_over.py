"""Offers an episode to another agency, with what stands in it that day; accepted, returned or taken back, once."""

from __future__ import annotations

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.actions.first_come import first_come
from kith.apps.casework.actions.opening import FirstLead
from kith.apps.casework.models import Episode, Handover, LeadSpell
from kith.apps.casework.models.handover import ACCEPTED, RETURNED, TAKEN_BACK
from kith.apps.casework.queries.shapes import EpisodePage, HandoverLine
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_writing
from kith.vocabulary.codes.lead_roles import LEAD_WORKER
from kith.vocabulary.errors import KithError


class HandoverIsAnswered(KithError):
    """What was offered has been accepted, returned or taken back."""

    code = "K850"


def offer(
    access: FamilyAccess, page: EpisodePage, *, to_agency: str, to_team: str, why: str, what_comes_next: str
) -> str:
    """Offer the episode to the managers of another agency, who may open the family to look; return the reference."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, (), reason_given=True)
        row = Handover.objects.create(
            ref=new_ref("HO"), episode_id=page.episode_id, from_agency=page.agency_id, to_agency=to_agency,
            to_team=to_team, why=why, what_comes_next=what_comes_next, snapshot=snapshot_of(page),
            offered_by=worker.worker_id, offered_at=timezone.now(),
        )  # fmt: skip
    return str(row.ref)


def accept(access: FamilyAccess, page: EpisodePage, line: HandoverLine, *, lead: FirstLead) -> None:
    """Take the episode as it stands: nothing is closed, nothing is opened; only who holds and who leads it changes."""
    worker, on = access.standing.worker, access.standing.on
    with pghistory.context(worker=worker.worker_id, action=DECIDE), first_come():
        note_writing(access, ())
        Episode.objects.filter(pk=page.episode_id).update(agency_id=worker.agency_id, team=line.to_team)
        spells = LeadSpell.objects.filter(episode_id=page.episode_id, role=LEAD_WORKER, valid_to=None)
        spells.update(valid_to=on)
        LeadSpell.objects.create(
            episode_id=page.episode_id, role=LEAD_WORKER, agency_id=lead.agency_id, staff_id=lead.staff_id,
            valid_from=on, change_reason="TSPROC", family_choice=lead.family_choice, named_by=worker.worker_id,
            named_at=timezone.now(),
        )  # fmt: skip
        _answer(line, ACCEPTED, "", by=worker.worker_id)


def give_back(access: FamilyAccess, line: HandoverLine, *, reason: str) -> None:
    """Return what was offered, with the reason, which stays on the episode."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=DECIDE), first_come():
        note_writing(access, (), reason_given=True)
        _answer(line, RETURNED, reason, by=worker.worker_id)


def take_back(access: FamilyAccess, line: HandoverLine) -> None:
    """Take back an offer that nobody has answered."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, ())
        _answer(line, TAKEN_BACK, "", by=worker.worker_id)


def snapshot_of(page: EpisodePage) -> dict[str, object]:
    """Return what stands in the episode, without anybody's name or reference: it is not changed when they are."""
    return {
        "since": page.started_on.isoformat(),
        "level": page.family_level.label if page.family_level else "",
        "own_levels": [one.level_label for one in page.differing],
        "children": sum(one.role == "CHILD" for one in page.people),
        "adults": sum(one.role != "CHILD" for one in page.people),
        "leads": [f"{one.role_label}, {one.agency_name}" for one in page.leads],
        "team": [
            f"{one.role_label}, {one.agency_name}" if one.agency_name else one.role_label for one in page.team_now
        ],
        "changes_of_lead": len(page.led_before),
        "services": [f"{one.service}, {one.outcome}".rstrip(", ") for one in page.services],
    }


def _answer(line: HandoverLine, state: str, reason: str, *, by: int) -> None:
    waiting = Handover.objects.filter(ref=line.ref, state="OFFERED")
    changed = waiting.update(state=state, answer_reason=reason, answered_by=by, answered_at=timezone.now())
    if not changed:
        raise HandoverIsAnswered(
            "This handover has been answered.",
            not_done="Nothing was changed by you.",
            mend="Look at the episode: it says who answered, and what.",
        )

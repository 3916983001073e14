"""Names who leads the help, who is in the team, and gives a leaver's families to others in one sitting."""

from __future__ import annotations

from collections.abc import Mapping

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.casework.actions.first_come import SomebodyElseWasFirst, first_come
from kith.apps.casework.models import Episode, LeadSpell, TeamMember
from kith.apps.casework.policies import check_is_manager
from kith.apps.casework.queries.shapes import EpisodePage
from kith.apps.governance.access import Desk, FamilyAccess, open_desk
from kith.apps.governance.writing import note_writing
from kith.vocabulary.codes.lead_roles import LEAD_WORKER


def name_lead(
    access: FamilyAccess,
    page: EpisodePage,
    *,
    role: str,
    agency_id: str,
    staff_id: str,
    reason: str,
    family_choice: str,
) -> None:
    """Name who leads from today; whoever led in this role until today ends with it."""
    worker, on = access.standing.worker, access.standing.on
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, ())
        LeadSpell.objects.filter(episode_id=page.episode_id, role=role, valid_to=None).update(valid_to=on)
        LeadSpell.objects.create(
            episode_id=page.episode_id, role=role, agency_id=agency_id, staff_id=staff_id, valid_from=on,
            change_reason=reason, family_choice=family_choice, named_by=worker.worker_id, named_at=timezone.now(),
        )  # fmt: skip


def give_to_others(desk: Desk, *, from_staff: str, to: Mapping[int, str], reason: str) -> int:
    """Give the families that a worker of the manager's agency leads to others (episode to staff id); return how many.

    All of them or none: if one has been given to somebody since the page was opened, the page is looked at again.
    """
    worker = desk.worker
    check_is_manager(worker)
    with first_come():
        led = LeadSpell.objects.filter(
            episode_id__in=list(to), role=LEAD_WORKER, agency_id=worker.agency_id, staff_id=from_staff, valid_to=None
        )
        if led.update(valid_to=desk.on) != len(to):
            raise SomebodyElseWasFirst
        now = timezone.now()
        for episode_id, staff_id in to.items():
            LeadSpell.objects.create(
                episode_id=episode_id, role=LEAD_WORKER, agency_id=worker.agency_id, staff_id=staff_id,
                valid_from=desk.on, change_reason=reason, named_by=worker.worker_id, named_at=now,
            )  # fmt: skip
        for family_ref in Episode.objects.filter(pk__in=list(to)).values_list("family_ref", flat=True):
            # A line for each, so that the log of a family says who gave it to somebody else.
            with open_desk(worker, action=WRITE, family_ref=family_ref, reason_given=True):
                pass
    return len(to)


def add_to_team(
    access: FamilyAccess,
    page: EpisodePage,
    *,
    role: str,
    agency_id: str = "",
    staff_id: str = "",
    person_ref: str = "",
    name: str = "",
) -> None:
    """Add a worker, who may then open the family, or somebody whom the family wants beside them."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, (person_ref,) if person_ref else ())
        TeamMember.objects.create(
            episode_id=page.episode_id, role=role, agency_id=agency_id, staff_id=staff_id, person_ref=person_ref,
            name=name, valid_from=access.standing.on, added_by=worker.worker_id,
        )  # fmt: skip


def leave_team(access: FamilyAccess, page: EpisodePage, *, member_id: int) -> None:
    """End somebody's part in the team, and with it their way to the family's page."""
    with pghistory.context(worker=access.standing.worker.worker_id, action=WRITE), first_come():
        note_writing(access, ())
        members = TeamMember.objects.filter(pk=member_id, episode_id=page.episode_id, valid_to=None)
        members.update(valid_to=access.standing.on)

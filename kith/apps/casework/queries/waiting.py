"""Reads what this room has for a worker to do: handovers to answer, and what managers were asked to agree to."""

from __future__ import annotations

from django.urls import reverse

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.casework.models import Handover, ManagementDecision
from kith.apps.casework.models.handover import OFFERED
from kith.apps.governance.access import open_desk
from kith.rules.access import Role


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return what waits for a manager of the agency; nothing of it names a family."""
    if not worker.has_role(Role.MANAGER):
        return ()
    with open_desk(worker, action=LIST, about="WAITING"):
        offered = Handover.objects.filter(state=OFFERED, to_agency=worker.agency_id).count()
        asked = ManagementDecision.objects.filter(outcome="").count()
    waiting = []
    if offered:
        waiting.append(Waiting(f"Families offered to your agency: {offered}", reverse("casework:team")))
    if asked:
        waiting.append(Waiting(f"Decisions that your workers ask you for: {asked}", reverse("casework:team")))
    return tuple(waiting)

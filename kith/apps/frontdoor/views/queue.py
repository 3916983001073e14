"""What waits at the front door, by its clock."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.frontdoor.queries import get_queue
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_safe
@for_roles(Role.FRONT_DOOR)
def queue(request: KithRequest) -> HttpResponse:
    """Show what is to be decided and who is to be answered; nothing undecided is left out."""
    return render(request, "frontdoor/queue.html", {"queue": get_queue(request.worker)})

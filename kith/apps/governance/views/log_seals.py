"""Whether the log is whole: its seals, the last proof, and who holds its head."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.audit.actions import LIST
from kith.apps.audit.queries import get_seals_state
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Purpose, Role


@require_safe
@for_roles(Role.AUDITOR, Role.INFORMATION_GOVERNANCE)
def log_seals(request: KithRequest) -> HttpResponse:
    """Show how the chain stands, in plain words."""
    with open_desk(request.worker, action=LIST, about="LOG_SEALS", purpose=Purpose.AUDIT):
        state = get_seals_state()
    return render(request, "governance/log/seals.html", {"state": state})

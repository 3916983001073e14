"""The partnership board's page: who is in view and why, and why each source is needed, in numbers and words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.intake.board import get_board
from kith.rules.access import Role


@require_safe
@for_roles(Role.COMMISSIONER, Role.INFORMATION_GOVERNANCE, Role.AUDITOR)
def board(request: KithRequest) -> HttpResponse:
    """Show the numbers."""
    return render(request, "intake/board.html", {"board": get_board(request.worker)})

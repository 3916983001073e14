"""The work of a manager's agency: what waits, who carries what, and each family with its level and lead."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.casework.queries.work import LEVEL_COLUMNS, get_team_page
from kith.apps.frontdoor.queries import list_passed
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles
from kith.rules.access import Role
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS


@require_safe
@for_roles(Role.MANAGER)
@for_a_purpose
def team(request: KithRequest) -> HttpResponse:
    """Show the team's work; of one worker, where ``who`` asks for them."""
    who = request.GET.get("who", "")
    passed = list_passed(request.worker, purpose=request.purpose)
    page = get_team_page(request.worker, request.purpose, staff_id=who)
    shown = {
        "page": page,
        "passed": passed,
        "levels": [SERVICE_LEVELS[code].label for code in LEVEL_COLUMNS],
        "who": next((one for one in page.loads if one.staff_id == who), None),
    }
    return render(request, "casework/team.html", shown)

"""What a manager counts: what waits, how episodes move, what the front door decided, and what families feel."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.casework.queries.counts import PERIODS, get_counts
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles
from kith.rules.access import Role


@require_safe
@for_roles(Role.MANAGER, Role.FRONT_DOOR)
@for_a_purpose
def counts(request: KithRequest) -> HttpResponse:
    """Show the counts of a period; ``others``: as they may leave the team."""
    asked = request.GET.get("months", "")
    months = int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[-1]
    page = get_counts(
        request.worker, request.purpose, months=months, is_for_others=request.GET.get("others", "") == "1"
    )
    return render(request, "casework/counts.html", {"page": page, "periods": PERIODS})

"""Decisions to share or not: one's own and those one answers for, and requests from outside the agreements."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.queries.decisions import count_decisions, list_decisions, list_requests
from kith.rules.access import Role

_COUNTS = frozenset({Role.INFORMATION_GOVERNANCE, Role.AUDITOR, Role.COMMISSIONER})


@require_safe
@for_workers
def decisions(request: KithRequest) -> HttpResponse:
    """Show what this worker may read; the counts name nobody and are for those who report to the board."""
    with open_desk(request.worker, action=LIST, about="DECISIONS"):
        page = {
            "decisions": list_decisions(),
            "requests": list_requests(),
            "counts": count_decisions() if _COUNTS & set(request.worker.roles) else (),
        }
    return render(request, "governance/decisions.html", page)

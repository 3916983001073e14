"""Who may see how much for which purpose: the table in force, in words, and how it came to be."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.policies_of_sharing import can_change_policy
from kith.apps.governance.queries.policy import get_policy_table, list_versions


@require_safe
@for_workers
def policy(request: KithRequest) -> HttpResponse:
    """Show the table to every worker: it speaks of roles and of nobody."""
    page = {
        "table": get_policy_table(),
        "versions": list_versions(),
        "can_change": can_change_policy(request.worker),
    }
    return render(request, "governance/policy.html", page)

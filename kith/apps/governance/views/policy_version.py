"""One proposed table: what it changes and why; another person approves it or declines it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import approve_policy, decline_policy
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.queries.policy import find_version
from kith.rules.access import Role


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR)
@needs_recent_sign_in
def policy_version(request: KithRequest, version: str) -> HttpResponse:
    """Show the change; approve or decline it when that is posted."""
    row = find_version(version)
    if row is None:
        raise Http404
    if request.method == "POST" and request.POST.get("answer") in ("approve", "decline"):
        if request.POST["answer"] == "approve":
            approve_policy(by=request.worker, version=version)
            messages.success(request, f"Version {version} is in force from now on, for everybody.")
        else:
            decline_policy(by=request.worker, version=version)
            messages.success(request, "Declined. Nothing changed.")
        return redirect("governance:policy")
    page = {"version": row, "is_own": row.proposed_by == request.worker.worker_id}
    return render(request, "governance/policy_version.html", page)

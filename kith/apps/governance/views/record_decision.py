"""Writes down a decision to share or not; a refusal is as good a decision as a yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import record_decision as record
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.sharing import DecisionForm
from kith.rules.access import Role


@require_http_methods(["GET", "POST"])
@for_roles(Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR, Role.INFORMATION_GOVERNANCE)
def record_decision(request: KithRequest) -> HttpResponse:
    """Ask what was decided and why."""
    form = DecisionForm(request.POST or None, initial={"held_by": request.worker.agency_id})
    if form.is_valid():
        ref = record(by=request.worker, **form.cleaned_data)
        messages.success(request, f"Kept as {ref}.")
        return redirect("governance:decisions")
    page = {
        "form": form,
        "title": "Write down a decision to share, or not to",
        "lead": "Not sharing, because it would do more harm, is a decision too. Name nobody where a role is enough.",
        "button": "Keep this decision",
        "back": reverse("governance:decisions"),
        "back_words": "Back to the decisions",
    }
    return render(request, "governance/ask.html", page)

"""Ends an agreement before its day, with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import end_agreement as end
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.forms.agreements import EndForm
from kith.apps.governance.queries.agreement_pages import find_agreement_row
from kith.rules.access import Role


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
@needs_recent_sign_in
def end_agreement(request: KithRequest, ref: str) -> HttpResponse:
    """Ask why, say what will stop, and end it."""
    row = find_agreement_row(ref)
    if row is None:
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        end(by=request.worker, ref=ref, reason=form.cleaned_data["reason"])
        messages.success(request, "Ended. Nothing is shown under it from now on; taking in files is being told.")
        return redirect("governance:agreement", ref)
    page = {
        "form": form,
        "title": f"End this agreement today: {row.title}",
        "lead": f"At once, nobody sees anything by it: what flowed {row.flow_in_words} stops. Files that came only "
        "under it are refused from the next hand-over on. What was seen before stays in the log.",
        "button": "End it today",
        "back": reverse("governance:agreement", args=[ref]),
        "back_words": "Leave it as it is",
    }
    return render(request, "governance/ask.html", page)

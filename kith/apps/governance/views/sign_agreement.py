"""Signs a draft that somebody else wrote: read once more, then in force."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import sign_draft
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.queries.agreement_pages import find_agreement_row
from kith.rules.access import Role
from kith.vocabulary.codes.lawful_bases import TO_CONFIRM


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
@needs_recent_sign_in
def sign_agreement(request: KithRequest, ref: str) -> HttpResponse:
    """Show what is signed; sign it when it is posted."""
    row = find_agreement_row(ref)
    if row is None:
        raise Http404
    if request.method == "POST":
        sign_draft(by=request.worker, ref=ref)
        messages.success(request, "Signed. It holds from its first day on, and taking in files is being told.")
        return redirect("governance:agreement", ref)
    return render(request, "governance/sign_agreement.html", {"agreement": row, "note": TO_CONFIRM})

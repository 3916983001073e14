"""Asking that whoever a question was about comes into view, because somebody is helping them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.enquiries import actions
from kith.apps.enquiries.forms import ReasonForm
from kith.apps.enquiries.policies import can_bring_into_view
from kith.apps.enquiries.queries import get_enquiry
from kith.apps.governance.entry import KithRequest, for_workers


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def bring(request: KithRequest, ref: str) -> HttpResponse:
    """Ask for a reason and note the request; the page is the same whoever was meant."""
    if not can_bring_into_view(request.worker):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.ask_to_bring_into_view(enquiry_ref=ref, reason=form.cleaned_data["reason"], by=request.worker)
        return redirect("enquiries:enquiry", ref)
    return render(request, "enquiries/bring.html", {"form": form, "page": get_enquiry(request.worker, ref)})

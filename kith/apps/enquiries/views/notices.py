"""What this agency was told: that something it holds was asked about. One page for all, one for each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.enquiries import actions
from kith.apps.enquiries.forms import FollowUpForm
from kith.apps.enquiries.queries import get_notice, list_notices
from kith.apps.governance.entry import KithRequest, for_workers


@require_safe
@for_workers
def notices(request: KithRequest) -> HttpResponse:
    """Show the notices that are the worker's or their agency's to follow up."""
    return render(request, "enquiries/notices.html", {"notices": list_notices(request.worker)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def notice(request: KithRequest, key: UUID) -> HttpResponse:
    """Show one notice, and take what was done about it."""
    row = get_notice(request.worker, str(key))
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        actions.follow_up(
            key=str(key),
            outcome=values["outcome"],
            reason=values["reason"],
            detriment=values["detriment"],
            by=request.worker,
        )
        messages.success(request, "Thank you. The clock of this question has stopped.")
        return redirect("enquiries:notices")
    return render(request, "enquiries/notice.html", {"notice": row, "form": form})

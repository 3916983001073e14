"""A notice to stop using what an agency was shown of somebody who took back their yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions import mark_stopped
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.forms.sharing import StoppedForm
from kith.apps.governance.queries.family_sharing import find_notice


@require_http_methods(["GET", "POST"])
@for_workers
def stop_notice(request: KithRequest, ref: str) -> HttpResponse:
    """Show what is to stop; the person is there by reference alone."""
    with open_desk(request.worker, action=LIST, about="STOP_NOTICE"):
        notice = find_notice(ref, agency_id=request.worker.agency_id)
    if notice is None:
        raise Http404
    form = StoppedForm(request.POST or None)
    if notice.done_at is None and form.is_valid():
        mark_stopped(by=request.worker, ref=ref, what_was_done=form.cleaned_data["what_was_done"])
        messages.success(request, "Thank you. Whoever works with the family can see that it is done.")
        return redirect("governance:stop_notice", ref)
    return render(request, "governance/stop_notice.html", {"notice": notice, "form": form})

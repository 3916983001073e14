"""A request from outside the agreements: refused, unless the person named decides otherwise; no record is shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions import decide_outside_request, receive_outside_request
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.sharing import RequestDecisionForm, RequestForm
from kith.apps.governance.queries.decisions import list_requests
from kith.rules.access import Role

_STAFF = (Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR, Role.INFORMATION_GOVERNANCE)


@require_http_methods(["GET", "POST"])
@for_roles(*_STAFF)
def receive_request(request: KithRequest) -> HttpResponse:
    """Ask who wants to know what, and who decides."""
    form = RequestForm(request.POST or None, initial={"held_by": request.worker.agency_id})
    if form.is_valid():
        given = form.cleaned_data | {"decider_id": int(form.cleaned_data["decider_id"])}
        return redirect("governance:outside_request", receive_outside_request(by=request.worker, **given))
    page = {
        "form": form,
        "title": "Somebody outside the agreements is asking",
        "lead": "The answer is no until the person you name here decides. Do not confirm that anybody is known to us: "
        "say that you have passed the request on.",
        "button": "Pass it on",
        "back": reverse("governance:decisions"),
        "back_words": "Back to the decisions",
    }
    return render(request, "governance/ask.html", page)


@require_http_methods(["GET", "POST"])
@for_roles(*_STAFF)
def outside_request(request: KithRequest, ref: str) -> HttpResponse:
    """Show the request and where it stands; the person it was put to decides."""
    with open_desk(request.worker, action=LIST, about="DECISIONS"):
        found = list_requests(ref)
    if not found:
        raise Http404
    row = found[0]
    is_mine = row.decider_id == request.worker.worker_id and row.decision is None
    form = RequestDecisionForm(request.POST or None, initial={"outcome": "NOT_SHARED", "what": row.wanted})
    if is_mine and form.is_valid():
        decide_outside_request(by=request.worker, ref=ref, **form.cleaned_data)
        messages.success(request, "Your decision is kept.")
        return redirect("governance:outside_request", ref)
    page = {"asked": row, "form": form if is_mine else None}
    return render(request, "governance/outside_request.html", page)

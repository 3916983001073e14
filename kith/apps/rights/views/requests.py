"""The list of requests about rights with their clocks, and the page on which a new one is written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import ReceiveForm
from kith.rules.access import Role


@for_roles(Role.INFORMATION_GOVERNANCE)
def requests(request: KithRequest) -> HttpResponse:
    """Show what is open, the most urgent first, and what was answered."""
    rows = queries.list_requests(request.worker)
    shown = {"open": [row for row in rows if not row.is_closed], "closed": [row for row in rows if row.is_closed]}
    return render(request, "rights/requests.html", shown)


@for_roles(Role.INFORMATION_GOVERNANCE)
def new_request(request: KithRequest) -> HttpResponse:
    """Write down what somebody asks."""
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ref = actions.receive_request(**form.cleaned_data, by=request.worker)
        return redirect("rights:request", ref)
    return _page(request, form)


def _page(request: HttpRequest, form: ReceiveForm) -> HttpResponse:
    return render(request, "rights/new_request.html", {"form": form})

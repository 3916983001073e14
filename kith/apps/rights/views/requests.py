"""The list of requests about rights with their clocks, and the page on which a new one is written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import FindForm, ReceiveForm
from kith.rules.access import Role


@for_roles(Role.INFORMATION_GOVERNANCE)
def requests(request: KithRequest) -> HttpResponse:
    """Show what is open, the most urgent first, and what was answered."""
    rows = queries.list_requests(request.worker)
    shown = {"open": [row for row in rows if not row.is_closed], "closed": [row for row in rows if row.is_closed]}
    return render(request, "rights/requests.html", shown)


@for_roles(Role.INFORMATION_GOVERNANCE)
def new_request(request: KithRequest) -> HttpResponse:
    """Write down what somebody asks, having looked for their reference by name where it is not known."""
    if request.method == "POST" and "find" in request.POST:
        return _find(request)
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ref = actions.receive_request(**form.cleaned_data, by=request.worker)
        return redirect("rights:request", ref)
    return _page(request, form, FindForm(auto_id="find-%s"))


def _find(request: KithRequest) -> HttpResponse:
    """Show who has this name; the one who was found stands in the form."""
    search = FindForm(request.POST, auto_id="find-%s")
    if not search.is_valid():
        return _page(request, ReceiveForm(), search)
    found = queries.find_person(request.worker, **search.cleaned_data)
    form = ReceiveForm(initial={"person_ref": found[0].person_ref} if len(found) == 1 else None)
    return _page(request, form, search, found=found)


def _page(
    request: HttpRequest, form: ReceiveForm, search: FindForm, *, found: tuple[queries.FoundPerson, ...] | None = None
) -> HttpResponse:
    page = {"form": form, "search": search, "found": found, "was_looked_for": found is not None}
    return render(request, "rights/new_request.html", page)

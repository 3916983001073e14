"""What is held of one person by kind, when each goes and why: for information governance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import PersonForm
from kith.rules.access import Role

_KEPT = "rights-person"


@for_roles(Role.INFORMATION_GOVERNANCE)
def person(request: KithRequest) -> HttpResponse:
    """Ask for a person by reference; what was typed is kept sealed in the session, never in an address."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ref = form.cleaned_data["person_ref"]
        request.session[_KEPT] = seal(ref, use=_KEPT)
        actions.order_clocks(person_ref=ref, by=request.worker)
        return redirect("rights:person")
    ref = "" if request.method == "POST" else find_unsealed(request.session.get(_KEPT, ""), use=_KEPT)
    found = queries.find_person_clocks(request.worker, ref) if ref else None
    shown = {"form": form, "ref": ref, "found": found}
    return render(request, "rights/person.html", shown)

"""Putting something right, saying no to something, asking for a copy; and how long things are kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import ask_for_right
from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families
from kith.apps.portal.forms import RightsForm
from kith.apps.portal.queries import list_kept


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def rights(request: FamilyRequest) -> HttpResponse:
    """Take a request; the answer comes within a month. An advocate cannot ask for these."""
    form = RightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if ask_for_right(token=request.family_token, **form.cleaned_data):
            return redirect("portal:rights_sent")
        form.add_error(None, "Your request was not sent. Only the person themselves can ask here.")
    with open_portal(request.family_token) as family:
        kept = () if family.is_advocate else list_kept(family.person_ref)
    return render(request, "portal/rights.html", {"family": family, "form": form, "kept": kept})


@require_http_methods(["GET", "HEAD"])
@for_families
def sent(request: FamilyRequest) -> HttpResponse:
    """Say that it came in, and when it will be answered."""
    with open_portal(request.family_token) as family:
        return render(request, "portal/rights_sent.html", {"family": family})

"""Somebody who speaks for you: choosing them, what they may see, and ending it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import end_advocate, invite_advocate, show_advocate
from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families
from kith.apps.portal.forms import AdvocateForm, ShowForm
from kith.apps.portal.queries import find_advocate


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def advocate(request: FamilyRequest) -> HttpResponse:
    """Show the advocate, or the form to choose one. A new card is shown in answer to the form, and kept nowhere."""
    if request.method == "POST" and request.POST.get("do") == "end":
        end_advocate(token=request.family_token)
        return redirect("portal:advocate")
    if request.method == "POST" and request.POST.get("do") == "show":
        chosen = ShowForm(request.POST)
        if chosen.is_valid():
            show_advocate(token=request.family_token, shows=chosen.cleaned_data["shows"])
        return redirect("portal:advocate")
    form = AdvocateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        card = invite_advocate(token=request.family_token, **form.cleaned_data)
        return render(request, "portal/advocate_card.html", {"card": card})
    with open_portal(request.family_token) as family:
        found = find_advocate()
    show = ShowForm(initial={"shows": found.shows}) if found else None
    return render(request, "portal/advocate.html", {"family": family, "advocate": found, "form": form, "show": show})

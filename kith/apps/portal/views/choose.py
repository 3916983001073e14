"""The first time: a passphrase of one's own in the place of the card's code."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import choose_passphrase
from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families
from kith.apps.portal.forms import ChooseForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def choose(request: FamilyRequest) -> HttpResponse:
    """Take the passphrase; whoever has one goes on."""
    form = ChooseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_passphrase(token=request.family_token, passphrase=form.cleaned_data["passphrase"])
        return redirect("portal:home")
    with open_portal(request.family_token) as family:
        if family.has_chosen:
            return redirect("portal:home")
    return render(request, "portal/choose.html", {"form": form})

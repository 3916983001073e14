"""The family's own first page: what can be read and done here, in a few large links."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families, parts_of


@require_safe
@for_families
def home(request: FamilyRequest) -> HttpResponse:
    """Show the links; whoever has no passphrase yet chooses one first."""
    with open_portal(request.family_token) as family:
        if not family.has_chosen:
            return redirect("portal:choose")
    return render(request, "portal/home.html", {"family": family, **parts_of(family)})

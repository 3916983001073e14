"""What is shared about you: what you agreed to and can take back, what was shared without asking, agreements."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import take_back
from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families, parts_of
from kith.apps.portal.queries import list_agreements, list_decisions, list_said


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def agreed(request: FamilyRequest) -> HttpResponse:
    """Show it; a POST takes back one yes."""
    if request.method == "POST":
        take_back(token=request.family_token, said_ref=request.POST.get("said", "")[:20])
        return redirect("portal:agreed")
    with open_portal(request.family_token) as family:
        shown = {
            "family": family,
            **parts_of(family),
            "said": list_said(),
            "agreements": list_agreements(),
            "decisions": list_decisions(),
        }
    return render(request, "portal/agreed.html", shown)

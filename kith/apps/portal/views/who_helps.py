"""Who works with you: the agencies that help this person now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families, parts_of
from kith.apps.portal.queries import list_helpers


@require_safe
@for_families
def who_helps(request: FamilyRequest) -> HttpResponse:
    """Show who works with the person."""
    with open_portal(request.family_token) as family:
        found = list_helpers()
    return render(request, "portal/who_helps.html", {"family": family, "helpers": found, **parts_of(family)})

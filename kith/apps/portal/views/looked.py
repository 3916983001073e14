"""Who has looked at your information: the log's lines about one person, newest first, in everyday words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families, parts_of
from kith.apps.portal.queries import list_looked


@require_safe
@for_families
def looked(request: FamilyRequest) -> HttpResponse:
    """Show who looked; an advocate sees it where the person chose to show it."""
    with open_portal(request.family_token) as family:
        lines = list_looked()
    return render(request, "portal/looked.html", {"family": family, "lines": lines, **parts_of(family)})

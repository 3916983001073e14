"""Where the family's own way in begins: what it is, what it needs (nothing), and whom to ring instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.portal.entry_own_way import FOLDER, ring, sheet_of, where_offered


@require_safe
@where_offered
def start(request: HttpRequest) -> HttpResponse:
    """Show it; whoever has begun goes on where they were."""
    sheet = sheet_of(request)
    return render(
        request, f"{FOLDER}/start.html", {"has_begun": sheet is not None and not sheet.is_sent, **ring(request)}
    )

"""Leaving the family's own way in quickly: the browser forgets it, and an ordinary calendar comes up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.apps.portal.actions.own_way import leave_sheet
from kith.apps.portal.entry_own_way import COOKIE, let_go


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Let go of what is open here, if anything is, and go."""
    leave_sheet(request.COOKIES.get(COOKIE, ""))
    return let_go(redirect("calendar"))

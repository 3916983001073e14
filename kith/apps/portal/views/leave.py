"""Leaving quickly: the sitting ends, the browser forgets it, and an ordinary calendar comes up."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.apps.portal.actions import leave as end_sitting
from kith.apps.portal.entry import COOKIE, COOKIE_PATH, FamilyRequest


@require_POST
def leave(request: FamilyRequest) -> HttpResponse:
    """End the sitting, if there is one, and go."""
    end_sitting(token=request.family_token)
    response = redirect("calendar")
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
    return response

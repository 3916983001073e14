"""Who may come to a page of the family's own: whoever has a sitting open; everybody else sees one and the same page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.apps.portal.door import PageClosedError, SignedInFamily
from kith.apps.portal.models.family_account import AGREED, WHO_LOOKED, WHO_WORKS


class FamilyRequest(HttpRequest):
    """A request as the middleware leaves it: with what the browser holds of a sitting, or nothing."""

    family_token: str


Rest = ParamSpec("Rest")
View = Callable[Concatenate[FamilyRequest, Rest], HttpResponse]

COOKIE, COOKIE_PATH = settings.FAMILY_COOKIE_NAME, "/family/"

# A page left open closes by itself, and leads to the calendar.
CLOSES_AFTER = "600; url=/calendar/"


def for_families(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Show the page to whoever has a sitting open, and to everybody else that it is not available."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware made it so
        except PageClosedError:
            return render(request, "portal/closed.html", status=403)
        response["Refresh"] = CLOSES_AFTER
        return response

    return checked


def parts_of(family: SignedInFamily) -> dict[str, bool]:
    """Return which parts of the pages are theirs to read, for the templates."""
    return {
        "shows_looked": family.may_read(WHO_LOOKED),
        "shows_helpers": family.may_read(WHO_WORKS),
        "shows_agreed": family.may_read(AGREED),
    }

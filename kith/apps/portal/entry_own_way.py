"""What a browser holds of the family's own way in: one cookie that tells nothing, for these pages, till it closes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.apps.portal.actions.own_way import Sheet, find_sheet
from kith.apps.portal.own_way_settings import load_own_way
from kith.apps.portal.own_way_steps import next_step

COOKIE, COOKIE_PATH = settings.OWN_WAY_COOKIE_NAME, "/ask/"
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def where_offered(view: View[Rest]) -> View[Rest]:
    """Show the page where the council offers it; elsewhere, whom to ring."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        council = load_own_way()
        return view(request, *args, **kwargs) if council.is_on else render(request, f"{FOLDER}/off.html", ring(request))

    return checked


FOLDER = "portal/own_way"


def ring(request: HttpRequest) -> dict[str, object]:
    """Return whom they can ring, for the templates."""
    council = load_own_way()
    return {"telephone": council.telephone, "hours": council.hours, "help_lines": council.help_lines}


def sheet_of(request: HttpRequest) -> Sheet | None:
    """Return what this browser has open."""
    return find_sheet(request.COOKIES.get(COOKIE, ""))


def hold(response: HttpResponse, sheet: Sheet) -> HttpResponse:
    """Let the browser hold the sheet until it is closed."""
    response.set_cookie(
        COOKIE, sheet.token, path=COOKIE_PATH, samesite="Strict", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def let_go(response: HttpResponse) -> HttpResponse:
    """Let the browser forget it, and the token of its forms too."""
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


def onward(sheet: Sheet) -> HttpResponse:
    """Lead to the first page that is not done, or to all that was said."""
    step = next_step(sheet)
    return redirect("own_way:ask_step", step.number) if step else redirect("own_way:ask_check")

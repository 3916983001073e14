"""The pages for what went wrong: a family's pages have one of their own, which says nothing to whoever looks on.

Whoever stands behind somebody at a family's page must not read the name of a council, or that families are helped here,
only because a token was old or an address was mistyped.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views import csrf, defaults

from kith.apps.portal.entry import COOKIE_PATH
from kith.apps.portal.entry_own_way import COOKIE_PATH as OWN_WAY_PATH

CLOSED = "portal/closed.html"


def is_familys(request: HttpRequest) -> bool:
    """Answer whether this is one of a family's own pages, or of their own way in."""
    return request.path.startswith((COOKIE_PATH, OWN_WAY_PATH))


def closed_to_family(request: HttpRequest, status: int, *, is_busy: bool = False) -> HttpResponse:
    """Return the one page that a family's pages have for everything that does not go."""
    way_back = OWN_WAY_PATH if request.path.startswith(OWN_WAY_PATH) else COOKIE_PATH
    return render(request, CLOSED, {"is_busy": is_busy, "way_back": way_back}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read."""
    return closed_to_family(request, 400) if is_familys(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not for whoever asks."""
    return closed_to_family(request, 403) if is_familys(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that is none."""
    return closed_to_family(request, 404) if is_familys(request) else defaults.page_not_found(request, exception)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; nothing is read for it, for the database may be the fault."""
    if is_familys(request):
        return HttpResponse(loader.get_template(CLOSED).render(), status=500)
    return defaults.server_error(request)


def token_is_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent without its token, or with one from before."""
    return closed_to_family(request, 403) if is_familys(request) else csrf.csrf_failure(request, reason)

"""Keeps workers' pages and families' pages apart: neither sees the cookie by which the other knows who is there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kith.apps.portal.entry import COOKIE, COOKIE_PATH
from kith.apps.portal.entry_own_way import COOKIE_PATH as OWN_WAY_PATH

Handler = Callable[[HttpRequest], HttpResponse]


class PortalSession:
    """Sets ``request.family_token``; stands before the sessions' middleware, so that there a worker is nobody."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = request.COOKIES.pop(COOKIE, "")
        is_familys = request.path.startswith(COOKIE_PATH)
        if is_familys or request.path.startswith(OWN_WAY_PATH):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        request.family_token = held if is_familys else ""  # type: ignore[attr-defined]
        return self.get_response(request)

"""The cookie by which a browser that came from another system is known until whoever came has signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kith.apps.beside.actions.arrive import WAITS
from kith.apps.beside.shows import PAGE, SUMMARY

_NAMES = {PAGE: "kith_arrival", SUMMARY: "kith_framed"}  # a frame and a window may wait at one time


def keep_handle(response: HttpResponse, shows: str, handle: str) -> None:
    """Let the browser keep the handle, for this host alone and for no script."""
    response.set_cookie(
        _name(shows), handle, max_age=int(WAITS.total_seconds()), httponly=True, secure=settings.HTTPS, samesite="Lax"
    )


def handle_of(request: HttpRequest, shows: str) -> str:
    """Return what the browser kept; nothing where it came by no link."""
    return request.COOKIES.get(_name(shows), "")[:100]


def forget_handle(response: HttpResponse, shows: str) -> None:
    """Let the browser forget it."""
    response.delete_cookie(_name(shows), samesite="Lax")


def _name(shows: str) -> str:
    return f"__Host-{_NAMES[shows]}" if settings.HTTPS else _NAMES[shows]

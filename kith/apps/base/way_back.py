"""Where to come back to after signing in: a page of this site, by an address that can hold references and no words."""

from __future__ import annotations

import re

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url

# Nothing typed into an address comes along: no question, no mixed letters, nothing that leads to another site.
_PAGE = re.compile(r"/(?:(?:[a-z-]{1,40}|[A-Z0-9-]{4,20})/){0,5}")
_ELSEWHERE = ("/accounts/", "/purpose/", "/search/")


def way_back(request: HttpRequest) -> str:
    """Return the address of the page that was asked for, or the start page where it is none to come back to."""
    is_page = request.method in ("GET", "HEAD") and _PAGE.fullmatch(request.path)
    return request.path if is_page and not request.path.startswith(_ELSEWHERE) else "/"


def to_sign_in(request: HttpRequest, *, has_ended: bool = False) -> HttpResponseRedirect:
    """Send whoever asks to the sign-in and then on to where they were; ``has_ended`` says that they were signed in."""
    if not has_ended:
        return redirect_to_login(way_back(request))
    asked = QueryDict(mutable=True)
    asked.update({"ended": "1", REDIRECT_FIELD_NAME: way_back(request)})
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{asked.urlencode(safe='/')}")

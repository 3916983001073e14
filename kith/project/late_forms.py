"""Keeps what stood in a form that was sent after the sitting had ended, so that it is there after signing in again."""

from __future__ import annotations

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import resolve_url

from kith.apps.base.way_back import to_sign_in
from kith.apps.drafts.kinds import find_kind
from kith.apps.drafts.views.keep import save_what_was_sent
from kith.project.sign_in import find_who_asks
from kith.vocabulary.errors import KithError


def end_sitting(request: HttpRequest) -> HttpResponse:
    """Return the way to the sign-in, and on to the form where one was sent; sign out is for whoever calls."""
    kind = find_kind(request.POST.get("draft_form", "")) if request.method == "POST" else None
    way = kind.way(request.POST.get("draft_about", "")[:20], request.POST.get("draft_section", "")[:40]) if kind else ""
    if not way:
        return to_sign_in(request, has_ended=True)
    asked = QueryDict(mutable=True)
    asked.update({"ended": "1", REDIRECT_FIELD_NAME: way})
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{asked.urlencode(safe='/')}")


def keep_late_form(request: HttpRequest) -> None:
    """Keep what was sent as a draft of whoever was signed in; what another holds or has changed since is left alone.

    The page's own token is looked at here, since the ended sitting's request goes no further.
    """
    if request.method != "POST" or find_kind(request.POST.get("draft_form", "")) is None:
        return
    if CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {}) is not None:
        return
    worker = find_who_asks(request, request.user)
    if worker is None or not worker.has_second_factor:
        return
    request.worker = worker  # type: ignore[attr-defined]
    try:
        save_what_was_sent(request)  # type: ignore[arg-type]
    except (KithError, DatabaseError):  # or no section that they write in any more
        return


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()

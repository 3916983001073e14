"""What happens around every page: sessions end, the worker and the purpose are known, expected errors become pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from kith.apps.agencies.limits import Limit, count_use, count_use_from
from kith.apps.governance.access import AccessRefused
from kith.apps.governance.queries import find_purpose
from kith.project.error_pages import closed_to_family, is_familys
from kith.project.late_forms import end_sitting, keep_late_form
from kith.project.sign_in import find_who_asks, has_second_factor
from kith.project.where_from import where_from
from kith.vocabulary.errors import KithError

Handler = Callable[[HttpRequest], HttpResponse]
SIGN_IN_PATHS = ("/accounts/", settings.STATIC_URL)


class SessionLimits:
    """Ends a session 15 minutes after the last page, and 8 hours after signing in whatever happens."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault("began_at", now)
            seen = request.session.get("seen_at", now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                keep_late_form(request)
                on_their_way = end_sitting(request)
                logout(request)
                return on_their_way
            # Once a minute is enough, and spares a write on every page.
            if now - seen > 60 or "seen_at" not in request.session:
                request.session["seen_at"] = now
        return self.get_response(request)


class NeverStored:
    """Tells browsers and everything between to keep no copy of a page, so that none is left behind."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            patch_cache_control(response, no_store=True, private=True)
        return response


class WorkerAndPurpose:
    """Sets ``request.worker`` and ``request.purpose``; a worker without a second factor must set one up first."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_code = has_second_factor(request, request.user)
        request.worker = find_who_asks(request, request.user)  # type: ignore[attr-defined]
        request.purpose = find_purpose(request.worker, request.session.get("purpose"))  # type: ignore[attr-defined]
        if request.user.is_authenticated and not has_code and not request.path.startswith(SIGN_IN_PATHS):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class NoNullCharacters:
    """Refuses an address or a form with a null character, which no person types and PostgreSQL cannot keep."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = (value for fields in (request.GET, request.POST) for values in fields.lists() for value in values[1])
        if "\x00" in request.path or any("\x00" in value for value in sent):
            raise BadRequest
        return self.get_response(request)


class TooOften(KithError):
    """Somebody, or a script, asked for something more often than anybody who works by hand."""

    code = "K492"


class NotTooOften:
    """Counts what each account and agency asks for, and answers "too often" beyond the council's limits."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = _limit_gone_beyond(request)
        if limit is None:
            return self.get_response(request)
        if is_familys(request):
            return closed_to_family(request, 429, is_busy=True)
        error = TooOften(
            f"This was asked for more than {limit.most} times in {limit.minutes} minutes.",
            not_done="Nothing was looked up, and nothing that you had written was changed.",
            mend="Wait a few minutes. If your work needs more, tell whoever looks after Kith: they can raise it.",
        )
        return render(request, "expected_error.html", {"error": error}, status=429)


def _limit_gone_beyond(request: HttpRequest) -> Limit | None:
    """Count a worker by who they are; a family's pages by the address alone, beside the lock that each card has."""
    worker = getattr(request, "worker", None)
    path, method, now = request.path, request.method or "", timezone.now()
    if worker:
        return count_use(worker, path=path, method=method, now=now)
    if is_familys(request):
        return count_use_from(where_from(request)[0], path=path, method=method, now=now)
    return None


class ExpectedErrors:
    """Shows a refusal or another expected error as a page in four parts, never as a traceback."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, KithError) and is_familys(request):
            return closed_to_family(request, 409)
        if isinstance(error, AccessRefused):
            return render(request, "refused.html", {"error": error}, status=403)
        if isinstance(error, KithError):
            return render(request, "expected_error.html", {"error": error}, status=409)
        return None

"""Who may come to a page at all: the signed-in, those with a purpose, those with a role. The door decides the rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.way_back import to_sign_in, way_back
from kith.apps.governance.queries import PurposeChoice
from kith.rules.access import Role


class KithRequest(HttpRequest):
    """A request as the middleware leaves it: who asks, and what for."""

    worker: SignedInWorker
    purpose: PurposeChoice | None


Rest = ParamSpec("Rest")
View = Callable[Concatenate[KithRequest, Rest], HttpResponse]


def for_workers(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Let only signed-in workers through; send others to the sign-in."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if getattr(request, "worker", None) is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware made it a KithRequest

    return checked


def for_a_purpose(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Let only workers through who have said what they are here for; send others to say it."""

    @wraps(view)
    def checked(request: KithRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.purpose is None:
            return redirect("singleview:start")
        return view(request, *args, **kwargs)

    return for_workers(checked)


def for_roles(
    *roles: Role,
) -> Callable[[View[Rest]], Callable[Concatenate[HttpRequest, Rest], HttpResponse]]:
    """Let only workers through who hold one of ``roles`` today."""

    def wrapper(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
        @wraps(view)
        def checked(request: KithRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if not any(request.worker.has_role(role) for role in roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return for_workers(checked)

    return wrapper


RECENT_SECONDS = 5 * 60
WRITING_SECONDS = 30 * 60  # a form that was opened in time may take a while to fill in


def needs_recent_sign_in(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Ask for the password, code or passkey once more before a page by which much can be opened, changed or taken away.

    It is asked for before the form is shown, so that nothing that was typed is lost or kept anywhere.
    """

    @wraps(view)
    def checked(request: KithRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        records = get_authentication_records(request, request.user)
        newest = max((float(record.get("at", 0)) for record in records), default=0.0)
        longest = RECENT_SECONDS if request.method in ("GET", "HEAD") else WRITING_SECONDS
        if time.time() - newest > longest:
            onward = QueryDict(mutable=True)
            onward[REDIRECT_FIELD_NAME] = way_back(request)
            return redirect(f"{resolve_url('account_reauthenticate')}?{onward.urlencode(safe='/')}")
        return view(request, *args, **kwargs)

    return for_workers(checked)

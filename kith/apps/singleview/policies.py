"""Who may come to these pages at all; what they may see of a family is for governance to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.way_back import to_sign_in
from kith.rules.access import Role

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def for_workers(view: View[Rest]) -> View[Rest]:
    """Let only signed-in workers through; send others to the sign-in."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if worker_of(request) is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def for_a_purpose(view: View[Rest]) -> View[Rest]:
    """Let only workers through who have said what they are here for; send others to say it."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if getattr(request, "purpose", None) is None:
            return redirect("singleview:start")
        return view(request, *args, **kwargs)

    return for_workers(checked)


def worker_of(request: HttpRequest) -> SignedInWorker | None:
    """Return who asks, as the middleware found them."""
    worker: SignedInWorker | None = getattr(request, "worker", None)
    return worker


def can_see_runs(worker: SignedInWorker | None) -> bool:
    """Answer whether the worker may see what arrived: whoever runs Kith, and information governance."""
    return worker is not None and any(
        worker.has_role(role) for role in (Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE)
    )

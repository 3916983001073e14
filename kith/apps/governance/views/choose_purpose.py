"""Remembers for the session why the worker is looking."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kith.apps.governance.queries import find_purpose


@require_POST
def choose_purpose(request: HttpRequest) -> HttpResponse:
    """Keep ``purpose`` if the worker's role has it, then go on to ``next`` on this site."""
    worker = getattr(request, "worker", None)
    if worker is None:
        return redirect("account_login")
    choice = find_purpose(worker, request.POST.get("purpose"))
    if choice:
        request.session["purpose"] = choice.code
    onward = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if is_ours else "/")

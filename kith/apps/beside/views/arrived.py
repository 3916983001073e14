"""Leads whoever came by another system's link, and has signed in, to the family that it is about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kith.apps.beside.actions.arrive import take_arrival
from kith.apps.beside.cookies import forget_handle, handle_of
from kith.apps.beside.queries.meant import list_meant
from kith.apps.beside.shows import PAGE
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.queries import list_purposes

NOTHING = 404


@require_safe
@for_workers
def arrived(request: KithRequest) -> HttpResponse:
    """Ask first what they are here for; then lead on, where the family's own door decides once more."""
    if request.purpose is None:
        return render(request, "beside/purpose.html") if list_purposes(request.worker) else redirect("singleview:start")
    meant = take_arrival(handle=handle_of(request, PAGE), shows=PAGE, at=timezone.now())
    families = list_meant(request.worker, request.purpose, meant)
    response: HttpResponse
    if len(families) == 1:
        response = redirect("singleview:family", families[0].family_ref)
    elif families:
        response = render(request, "beside/choose.html", {"families": families})
    else:
        response = render(request, "beside/nothing.html", status=NOTHING)
    forget_handle(response, PAGE)
    return response

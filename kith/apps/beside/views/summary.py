"""A family in a few lines, inside another system's page: nothing of anybody before signing in, and nothing to press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.beside.actions.arrive import find_where_from, take_arrival
from kith.apps.beside.cookies import forget_handle, handle_of
from kith.apps.beside.framing import let_any_frame, let_frame
from kith.apps.beside.queries.meant import list_meant
from kith.apps.beside.queries.summary import get_summary
from kith.apps.beside.shows import SUMMARY
from kith.apps.governance.access import AccessRefused, open_family
from kith.apps.governance.queries import PurposeChoice

NOT_YET, NOTHING = 403, 404


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """Show it to a worker who is signed in and has said what for, in a frame of the system that asked and no other."""
    worker, purpose = getattr(request, "worker", None), getattr(request, "purpose", None)
    if worker is None or purpose is None:
        # Signing in inside a frame would teach people to type their password where anybody may have drawn the form.
        return let_any_frame(render(request, "beside/frame_sign_in.html", status=NOT_YET))
    handle, now = handle_of(request, SUMMARY), timezone.now()
    system = find_where_from(handle=handle, at=now)
    response = _show(request, worker, purpose, handle)
    forget_handle(response, SUMMARY)
    return let_frame(response, system)


def _show(request: HttpRequest, worker: SignedInWorker, purpose: PurposeChoice, handle: str) -> HttpResponse:
    meant = take_arrival(handle=handle, shows=SUMMARY, at=timezone.now())
    families = list_meant(worker, purpose, meant)
    if len(families) > 1:
        return render(request, "beside/frame_several.html")
    try:
        if families:
            with open_family(worker, purpose, families[0].family_ref) as access:
                shown = get_summary(access)
            return render(request, "beside/frame_summary.html", {"page": shown})
    except AccessRefused:
        pass
    return render(request, "beside/frame_nothing.html", status=NOTHING)

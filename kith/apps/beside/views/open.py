"""Where other systems' links are posted to: checked, kept for this browser alone, and led on to the sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith.apps.beside.actions.arrive import arrive
from kith.apps.beside.cookies import keep_handle
from kith.apps.beside.framing import let_any_frame
from kith.apps.beside.shows import SUMMARY
from kith.apps.beside.tokens import LinkNotGood

NOT_GOOD = 404


@csrf_exempt  # it comes from another site by its nature; the signature says from which, and nothing is done for anybody
@require_POST
def open_link(request: HttpRequest) -> HttpResponse:
    """Take the link from the body, where no address, log or referrer holds it; everything bad is one page."""
    try:
        came = arrive(token=request.POST.get("link", ""), at=timezone.now())
    except LinkNotGood as error:
        # It may come in a frame, where a page that may not be framed would be a blank; it says nothing of anybody.
        return let_any_frame(render(request, "beside/not_good.html", {"error": error}, status=NOT_GOOD))
    # Where to is ours alone: nothing in the link says it.
    onward = redirect("beside:summary" if came.shows == SUMMARY else "beside:arrived")
    keep_handle(onward, came.shows, came.handle)
    return onward

"""The search: what is asked is posted and kept in the session, sealed, so that no name is ever part of an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people import queries

_KEPT = "asked"
_LONGEST = 200


@require_POST
@for_a_purpose
def search(request: KithRequest) -> HttpResponse:
    """Keep what is asked and go to the answer."""
    request.session[_KEPT] = seal(" ".join(request.POST.get("asked", "").split())[:_LONGEST], use=_KEPT)
    return redirect("singleview:found")


@require_safe
@for_a_purpose
def found(request: KithRequest) -> HttpResponse:
    """Show what was found; every kind of nothing is one and the same page."""
    asked = find_unsealed(request.session.get(_KEPT, ""), use=_KEPT)
    answer = queries.search(request.worker, request.purpose, asked) if asked else queries.SearchAnswer()
    return render(request, "singleview/found.html", {"asked": asked, "answer": answer})

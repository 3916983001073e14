"""Which kind of record is kept where, for every worker: what to type here, and what in the case system."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.where_kept import list_where_kept
from kith.apps.governance.entry import KithRequest, for_workers


@require_safe
@for_workers
def kept(request: KithRequest) -> HttpResponse:
    """List the kinds, and where each is kept."""
    return render(request, "beside/where_kept.html", {"kinds": list_where_kept()})

"""The start page: what you are here for, who you are looking for, and the families you work with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.people.queries import list_my_families
from kith.apps.singleview.policies import can_see_runs


@require_safe
@for_workers
def start(request: KithRequest) -> HttpResponse:
    """Show the purposes until one is chosen, then the search and the worker's own families."""
    worker, purpose = request.worker, request.purpose
    families = list_my_families(worker, purpose) if purpose else ()
    page = {"is_start": True, "families": families, "can_see_runs": can_see_runs(worker)}
    return render(request, "singleview/start.html", page)

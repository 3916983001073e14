"""The start page: what waits for you, what you are here for, who you are looking for, and your pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.waiting import list_all
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.policies import can_keep_shields
from kith.apps.people.queries import list_my_families


@require_safe
@for_workers
def start(request: KithRequest) -> HttpResponse:
    """Show the purposes until one is chosen, then the search and the worker's own families; always what waits."""
    worker, purpose = request.worker, request.purpose
    families = list_my_families(worker, purpose) if purpose else ()
    return render(
        request,
        "singleview/start.html",
        {
            "is_start": True,
            "families": families,
            "waiting": list_all(worker),
            "may_keep_shields": can_keep_shields(worker),
        },
    )

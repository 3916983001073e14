"""Pairs that wait for a reviewer: how many, why they matter, and on to the next."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.matching.policies import can_review
from kith.apps.matching.queries.review import get_queue


@require_safe
@for_workers
def queue(request: KithRequest) -> HttpResponse:
    """Show how much waits."""
    if not can_review(request.worker):
        raise PermissionDenied
    return render(request, "matching/queue.html", {"queue": get_queue(request.worker)})

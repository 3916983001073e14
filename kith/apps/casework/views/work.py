"""The families that a worker leads, and those whose team they are in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.casework.policies import WORKING_ROLES
from kith.apps.casework.queries.work import list_my_work
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles


@require_safe
@for_roles(*WORKING_ROLES)
@for_a_purpose
def work(request: KithRequest) -> HttpResponse:
    """Show the worker's own families."""
    return render(request, "casework/work.html", {"families": list_my_work(request.worker, request.purpose)})

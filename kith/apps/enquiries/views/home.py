"""One's own questions, the newest first, and the way to ask another."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.enquiries.policies import can_ask
from kith.apps.enquiries.queries import list_my_enquiries
from kith.apps.governance.entry import KithRequest, for_workers


@require_safe
@for_workers
def home(request: KithRequest) -> HttpResponse:
    """Show the worker's own questions."""
    shown = {"enquiries": list_my_enquiries(request.worker), "can_ask": can_ask(request.purpose)}
    return render(request, "enquiries/home.html", shown)

"""Runs and deliveries, for whoever runs Kith: what arrived, what was set aside, which run is live."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.intake.queries import find_live_run, list_deliveries, list_runs
from kith.apps.singleview.policies import can_see_runs


@require_safe
@for_workers
def runs(request: KithRequest) -> HttpResponse:
    """Show every run and the files of the live one."""
    if not can_see_runs(request.worker):
        raise PermissionDenied
    live = find_live_run()
    deliveries = list_deliveries(live.run_id) if live else ()
    arrived = {
        "files": len(deliveries),
        "sources": len({delivery.source for delivery in deliveries}),
        "landed": sum(delivery.rows_landed for delivery in deliveries),
        "set_aside": sum(delivery.rows_set_aside for delivery in deliveries),
    }
    shown = {"runs": list_runs(), "live": live, "deliveries": deliveries, "arrived": arrived}
    return render(request, "singleview/runs.html", shown)

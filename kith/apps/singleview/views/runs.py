"""Runs and deliveries, for whoever runs Kith: what arrived, what was set aside, which run is live."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.intake.queries import find_live_run, find_run, list_deliveries, list_runs
from kith.apps.singleview.policies import can_see_runs


@require_safe
@for_workers
def run(request: KithRequest, run_id: str) -> HttpResponse:
    """Show how good the matching of one run is, and what its tripwires found."""
    if not can_see_runs(request.worker):
        raise PermissionDenied
    found = find_run(run_id)
    if found is None:
        raise Http404
    return render(request, "singleview/run.html", {"run": found, "matching": found.matching})


@require_safe
@for_workers
def report(request: KithRequest, run_id: str) -> HttpResponse:
    """Give the whole report of one run as a file: it has a style of its own, which no page of the site may have."""
    if not can_see_runs(request.worker):
        raise PermissionDenied
    found = find_run(run_id)
    file = Path(found.folder) / "reports" / "quality.html" if found else None
    if file is None or not file.is_file():
        raise Http404
    kept_as = {"Content-Disposition": f'attachment; filename="{run_id}-quality.html"'}
    return HttpResponse(file.read_bytes(), headers=kept_as)


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

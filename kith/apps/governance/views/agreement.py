"""One agreement: its terms in plain words, what came in under it, how often it was used, and if it helped."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.policies_of_sharing import can_govern
from kith.apps.governance.queries.agreement_pages import find_agreement_row, list_flows


@require_safe
@for_workers
def agreement(request: KithRequest, ref: str) -> HttpResponse:
    """Show the agreement, with what this worker can do about it."""
    row = find_agreement_row(ref)
    if row is None:
        raise Http404
    governs = can_govern(request.worker)
    page = {
        "agreement": row,
        "flows": list_flows(ref),
        "can_change": governs and row.state == "DRAFT",
        "can_sign": governs and row.state == "DRAFT" and row.drafted_by != request.worker.worker_id,
        "can_end": governs and row.state == "SIGNED" and (row.standing.is_in_force or "begins" in row.standing.words),
    }
    return render(request, "governance/agreement.html", page)

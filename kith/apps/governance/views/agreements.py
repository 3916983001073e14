"""The agreements: what flows from whom to whom, on which basis, and when each ends."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.policies_of_sharing import can_govern
from kith.apps.governance.queries.agreement_pages import last_changed, last_handed_over, list_agreement_rows


@require_safe
@for_workers
def agreements(request: KithRequest) -> HttpResponse:
    """Show every agreement; they speak of agencies and of nobody, and every worker may read them."""
    handed, changed = last_handed_over(), last_changed()
    page = {
        "agreements": list_agreement_rows(),
        "can_govern": can_govern(request.worker),
        "handed_over_at": handed,
        "is_behind": bool(changed and (handed is None or handed < changed)),
    }
    return render(request, "governance/agreements.html", page)

"""What was opened in an emergency or by a worker's own word: the list, and one review with its outcome."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.agencies.queries import find_worker_names, get_agencies
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.audit.queries import list_opened_under
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.emergency import answer_review
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.emergency import ReviewForm
from kith.apps.governance.queries.emergency import find_review, list_reviews
from kith.rules.access import Role
from kith.vocabulary.codes.categories import CATEGORIES


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE, Role.AUDITOR)
def reviews(request: KithRequest) -> HttpResponse:
    """Show the reviews that are owed, and those that were answered."""
    with open_desk(request.worker, action=LIST, about="EMERGENCIES"):
        owed, answered = list_reviews(), list_reviews(is_answered=True)[-20:]
    agencies = {agency_id: agency.name for agency_id, agency in get_agencies().items()}
    page = {
        "owed": [(row, agencies.get(row.agency_id, row.agency_id)) for row in owed],
        "answered": [(row, agencies.get(row.agency_id, row.agency_id)) for row in answered[::-1]],
        "may_answer": request.worker.has_role(Role.INFORMATION_GOVERNANCE),
    }
    return render(request, "governance/emergency/reviews.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
def review(request: KithRequest, ref: str) -> HttpResponse:
    """Show what was opened, by whom and why, and take the outcome."""
    with open_desk(request.worker, action=VIEW, break_glass_ref=ref[:20]):
        row = find_review(request.worker, ref)
    if row is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        answer_review(
            by=request.worker,
            ref=ref,
            outcome=said["outcome"],
            note=said["note"],
            withheld_reason=said["withheld_reason"],
            withheld_until=said["withheld_until"],
        )
        messages.success(request, f"Your outcome for {ref} is kept.")
        return redirect("governance:emergency_reviews")
    opened = [
        (line, [CATEGORIES[code].label if code in CATEGORIES else code for code in line.categories])
        for line in list_opened_under(ref)
        if line.action not in ("VIEW", "DECIDE") or line.family_ref
    ]
    page = {
        "row": row,
        "form": form,
        "opened": opened,
        "asked_by": find_worker_names({row.worker_id or 0}).get(row.worker_id or 0, ""),
        "asking_agency": get_agencies().get(row.asking_agency_id),
    }
    return render(request, "governance/emergency/review.html", page)

"""Who is cleared for more than their role: proposing it, approving it as another person, taking it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.agencies.queries import find_worker_id, list_clearances, list_standing_clearances
from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.clearances import decide_clearance, propose_clearance, withdraw_clearance
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.forms.safety import ClearanceForm
from kith.apps.governance.policies import CLEARANCE_GIVERS


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CLEARANCE_GIVERS)
@needs_recent_sign_in
def clearances(request: KithRequest) -> HttpResponse:
    """Show who is cleared and who waits for it, and propose somebody."""
    form = ClearanceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        worker_id = find_worker_id(agency_id=said["agency_id"].strip(), staff_id=said["staff_id"].strip())
        if worker_id is None:
            form.add_error("staff_id", "That agency lists nobody with this staff number.")
        else:
            propose_clearance(
                by=request.worker,
                worker_id=worker_id,
                kind=said["kind"],
                level=said["level"],
                reason=said["reason"],
                valid_to=said["valid_to"],
            )
            messages.success(request, "Kept. It counts when another person has approved it.")
            return redirect("governance:clearances")
    with open_desk(request.worker, action=LIST) as desk:
        rows = list_clearances(desk.on)
    page = {
        "form": form,
        "waiting": [row for row in rows if row.is_waiting],
        "given": [row for row in rows if not row.is_waiting],
        "standing": list_standing_clearances(),
    }
    return render(request, "governance/shields/clearances.html", page)


@require_POST
@for_roles(*CLEARANCE_GIVERS)
@needs_recent_sign_in
def decide(request: KithRequest, clearance_id: int) -> HttpResponse:
    """Approve, decline or withdraw one."""
    how = request.POST.get("how", "")
    if how == "withdraw":
        withdraw_clearance(by=request.worker, clearance_id=clearance_id)
        messages.success(request, "The clearance is taken away, from the next page that is opened.")
    elif how in ("approve", "decline"):
        decide_clearance(by=request.worker, clearance_id=clearance_id, is_approved=how == "approve")
        messages.success(request, "Approved." if how == "approve" else "Declined.")
    return redirect("governance:clearances")

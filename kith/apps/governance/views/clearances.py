"""Who is cleared for more than their role: proposing it, approving it as another person, taking it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.agencies.queries import find_colleagues, list_clearances, list_standing_clearances
from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.clearances import decide_clearance, propose_clearance, withdraw_clearance
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.forms.safety import ClearanceForm, ColleagueForm
from kith.apps.governance.policies import CLEARANCE_GIVERS


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CLEARANCE_GIVERS)
@needs_recent_sign_in
def clearances(request: KithRequest) -> HttpResponse:
    """Show who is cleared and who waits for it; find somebody of one's own agency by name, and propose them."""
    search = ColleagueForm({"asked": request.POST.get("asked", "")} if request.method == "POST" else None)
    form = _proposal(request, search) if search.is_bound and search.is_valid() else None
    if form and form.is_bound and form.is_valid():
        said = form.cleaned_data
        wanted = {name: said[name] for name in ("worker_id", "kind", "level", "reason", "valid_to")}
        propose_clearance(by=request.worker, **wanted)
        messages.success(request, "Kept. It counts when another person has approved it.")
        return redirect("governance:clearances")
    with open_desk(request.worker, action=LIST, about="CLEARANCES") as desk:
        rows = list_clearances(desk.on)
    page = {
        "search": search,
        "form": form,
        "waiting": [row for row in rows if row.is_waiting],
        "given": [row for row in rows if not row.is_waiting],
        "standing": list_standing_clearances(),
    }
    return render(request, "governance/shields/clearances.html", page)


def _proposal(request: KithRequest, search: ColleagueForm) -> ClearanceForm | None:
    """Return the form for those who were found, filled in if it was sent; where nobody was, say so in the search."""
    asked = search.cleaned_data["asked"]
    with open_desk(request.worker, action=LIST, about="WORKERS"):
        named = find_colleagues(request.worker.agency_id, asked)
    found = tuple(each for each in named if each[0] != request.worker.worker_id)
    if not found:
        search.add_error("asked", f"Nobody at {request.worker.agency_name} has a name like this.")
        return None
    return ClearanceForm(request.POST if "reason" in request.POST else None, found=found, asked=asked)


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

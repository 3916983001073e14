"""Families that are a worker's own: declaring one, and as a manager declaring and ending a colleague's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.queries import find_worker_id
from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.interests import NotAReference, declare_interest, end_interest
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.forms.safety import InterestForm
from kith.apps.governance.queries.safety_pages import list_interests
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def interests(request: KithRequest) -> HttpResponse:
    """Show which families are closed to the worker, and close another."""
    worker = request.worker
    is_manager = worker.has_role(Role.MANAGER)
    if is_manager and request.POST.get("end", "").isdecimal():
        end_interest(by=worker, interest_id=int(request.POST["end"]))
        messages.success(request, "Ended.")
        return redirect("governance:interests")
    form = InterestForm(request.POST if request.method == "POST" else None)
    if not is_manager:
        del form.fields["staff_id"]
    if form.is_bound and form.is_valid():
        staff_id = form.cleaned_data.get("staff_id", "").strip()
        whose = find_worker_id(agency_id=worker.agency_id, staff_id=staff_id) if staff_id else worker.worker_id
        if whose is None:
            form.add_error("staff_id", "Your agency lists nobody with this staff number.")
        else:
            try:
                declare_interest(by=worker, family_ref=form.cleaned_data["family_ref"], worker_id=whose)
            except NotAReference as error:
                form.add_error("family_ref", f"{error.what} {error.mend}")
            else:
                messages.success(request, "That family will not open, whatever work there is with it.")
                return redirect("governance:interests")
    with open_desk(worker, action=LIST, about="INTERESTS"):
        rows = list_interests(worker)
    page = {"form": form, "rows": rows, "is_manager": is_manager}
    return render(request, "governance/shields/interests.html", page)

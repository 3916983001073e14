"""A worker leaves, or carries too much: who goes on with each of their families, all in one sitting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.queries import list_helpers
from kith.apps.audit.actions import WRITE
from kith.apps.casework.actions.leading import give_to_others
from kith.apps.casework.forms.leaver import LeaverForm
from kith.apps.casework.queries.work import get_team_page
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.MANAGER)
@for_a_purpose
def leaver(request: KithRequest, staff_id: str) -> HttpResponse:
    """Show each of the worker's families with whom it could go to; a POST gives them all, or none of them."""
    page = get_team_page(request.worker, request.purpose, staff_id=staff_id)
    who = next((one for one in page.loads if one.staff_id == staff_id), None)
    if who is None:
        raise Http404
    staff = [(key, name) for key, name in list_helpers(request.worker.agency_id) if key != staff_id]
    form = LeaverForm(request.POST if request.method == "POST" else None, families=page.families, staff=staff)
    if form.is_valid():
        with open_desk(request.worker, action=WRITE, reason_given=True) as desk:
            given = give_to_others(desk, from_staff=staff_id, to=form.given(), reason=form.cleaned_data["reason"])
        families = "1 family goes" if given == 1 else f"{given} families go"
        messages.success(request, f"{families} on with somebody else from today.")
        return redirect("casework:team")
    shown = {"form": form, "who": who, "loads": page.loads}
    return render(request, "casework/leaver.html", shown, status=422 if form.is_bound else 200)

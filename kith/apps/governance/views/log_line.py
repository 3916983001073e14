"""One line of the log, whole, and the way to withhold it from the person it is about."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import VIEW
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.log import withhold_line
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.log import WithholdForm
from kith.apps.governance.queries.log_pages import find_log_line
from kith.rules.access import Purpose, Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.AUDITOR, Role.INFORMATION_GOVERNANCE)
def log_line(request: KithRequest, event_id: int) -> HttpResponse:
    """Show the line; information governance may ask for it to be withheld."""
    may_withhold = request.worker.has_role(Role.INFORMATION_GOVERNANCE)
    with open_desk(request.worker, action=VIEW, purpose=Purpose.AUDIT):
        line = find_log_line(event_id, by=request.worker)
    if line is None:
        raise Http404
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        if not may_withhold:
            raise PermissionDenied
        if form.is_valid():
            ref = withhold_line(event_id=event_id, by=request.worker, **form.cleaned_data)
            messages.success(request, f"The entry is withheld ({ref}). A colleague must confirm it.")
            return redirect("governance:log_withheld")
    page = {"line": line, "form": form, "may_withhold": may_withhold and line.row.subject_refs}
    return render(request, "governance/log/line.html", page, status=422 if form.is_bound else 200)

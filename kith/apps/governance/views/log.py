"""The log for those who watch it: the newest lines, by what they look for, references only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.queries import get_agencies
from kith.apps.audit.actions import LIST
from kith.apps.audit.queries import PAGE, LogFilter
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.log import LogFilterForm
from kith.apps.governance.queries.log_pages import list_log
from kith.rules.access import Purpose, Role

KEPT = "log_filter"  # in the session: what somebody looks for never stands in an address


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.AUDITOR, Role.INFORMATION_GOVERNANCE)
def log(request: KithRequest) -> HttpResponse:
    """Show a page of lines; what is looked for is posted, and kept for the pages after it."""
    agencies = sorted(((each.agency_id, each.name) for each in get_agencies().values()), key=lambda each: each[1])
    if request.method == "POST":
        form = LogFilterForm(request.POST, agencies=agencies)
        if form.is_valid():
            request.session[KEPT] = {name: value for name, value in request.POST.items() if name in form.fields}
            return redirect("governance:log")
        return render(request, "governance/log/log.html", {"form": form, "lines": (), "is_newest": True}, status=422)
    form = LogFilterForm(request.session.get(KEPT) or {}, agencies=agencies)
    with_lists = request.GET.get("lists") == "1"
    plain = LogFilter(with_lists=with_lists)
    wanted = form.as_filter(with_lists=with_lists) if form.is_valid() else plain
    before = request.GET.get("before", "")
    with open_desk(request.worker, action=LIST, about="LOG", purpose=Purpose.AUDIT, family_ref=wanted.family_ref):
        lines = list_log(wanted, before=int(before[:18]) if before.isdecimal() else None, by=request.worker)
    page = {
        "form": form,
        "lines": lines,
        "is_filtered": wanted != plain,
        "with_lists": with_lists,
        "is_newest": not before.isdecimal(),
        "older": lines[-1].row.event_id if len(lines) == PAGE else None,
    }
    return render(request, "governance/log/log.html", page)

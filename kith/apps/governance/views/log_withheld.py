"""Entries that the person they are about is not shown for now: a second person's yes, and the end of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import LIST
from kith.apps.audit.queries import list_withheld
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.log import confirm_withheld, end_withheld
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Purpose, Role

ANSWERS = {
    "confirm": (confirm_withheld, "Confirmed: the entry stays withheld."),
    "end": (end_withheld, "The person can read the entry from now on."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
def log_withheld(request: KithRequest) -> HttpResponse:
    """Show what is withheld, and take a second person's answer."""
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if request.method == "POST" and answer:
        act, said = answer
        act(ref=request.POST.get("ref", "")[:20], by=request.worker)
        messages.success(request, said)
        return redirect("governance:log_withheld")
    with open_desk(request.worker, action=LIST, about="LOG_WITHHELD", purpose=Purpose.AUDIT):
        rows = list_withheld()
    return render(request, "governance/log/withheld.html", {"rows": rows})

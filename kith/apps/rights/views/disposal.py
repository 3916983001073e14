"""What has been kept long enough: the lists, their two approvals, and the certificate that each becomes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import WhyForm
from kith.rules.access import Role

_LABEL = "Why nothing of this list should go"


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE)
def disposals(request: KithRequest) -> HttpResponse:
    """Show every list, the newest first."""
    return render(request, "rights/disposals.html", {"rows": queries.list_disposals(request.worker)})


@needs_recent_sign_in
@for_roles(Role.INFORMATION_GOVERNANCE)
def disposal(request: KithRequest, ref: str) -> HttpResponse:
    """Show one list; approve it or turn it down."""
    form = (
        WhyForm(request.POST or None, label=_LABEL) if request.POST.get("how") != "approve" else WhyForm(label=_LABEL)
    )
    if request.method == "POST":
        if request.POST.get("how") == "approve":
            actions.approve_list(ref=ref, by=request.worker)
            return redirect("rights:disposal", ref)
        if form.is_valid():
            actions.turn_down_list(ref=ref, because=form.cleaned_data["why"], by=request.worker)
            return redirect("rights:disposal", ref)
    row, lines = queries.get_disposal(request.worker, ref)
    shown = {"row": row, "lines": lines, "form": form}
    return render(request, "rights/disposal.html", shown)

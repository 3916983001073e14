"""Alerts about how questions are asked, for privacy officers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.apps.enquiries import actions
from kith.apps.enquiries.forms import ReasonForm
from kith.apps.enquiries.queries import list_alerts
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE)
def alerts(request: KithRequest) -> HttpResponse:
    """Show the alerts about others of the officer's agency."""
    return render(request, "enquiries/alerts.html", {"alerts": list_alerts(request.worker), "form": ReasonForm()})


@require_POST
@for_roles(Role.INFORMATION_GOVERNANCE)
def look_into(request: KithRequest, key: UUID) -> HttpResponse:
    """Keep what the officer found."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.look_into_alert(key=str(key), found=form.cleaned_data["reason"], by=request.worker)
        return redirect("enquiries:alerts")
    shown = {"alerts": list_alerts(request.worker), "form": form, "wrong_key": str(key)}
    return render(request, "enquiries/alerts.html", shown)

"""Why do you need this? A typed reason lifts the family's own agreement, for safety, for one family and sitting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import ReasonLiftsNothing, give_safeguarding_reason
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.governance.forms.sharing import LiftForm
from kith.rules.access import Purpose


@require_http_methods(["GET", "POST"])
@for_a_purpose
def lift_family_gate(request: KithRequest, family_ref: str) -> HttpResponse:
    """Say what the family said no to, and what to do; offer the reason's box for safeguarding alone."""
    is_for_safety = request.purpose is not None and request.purpose.code == Purpose.SAFEGUARDING
    form = LiftForm(request.POST or None)
    if is_for_safety and form.is_valid():
        try:
            give_safeguarding_reason(
                by=request.worker, purpose=request.purpose, family_ref=family_ref, reason=form.cleaned_data["reason"]
            )
        except ReasonLiftsNothing as fault:
            form.add_error("reason", fault.what)
        else:
            return redirect("singleview:family", family_ref)
    page = {
        "form": form,
        "is_for_safety": is_for_safety,
        "back": reverse("singleview:family", args=[family_ref]),
    }
    return render(request, "governance/lift_family_gate.html", page)

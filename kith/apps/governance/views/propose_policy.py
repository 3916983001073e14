"""Proposes another table of role and purpose, with a reason; a colleague approves or declines it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.queries import ROLE_LABELS
from kith.apps.governance.actions import TableWillNotDo, propose_policy
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.agreements import PolicyForm
from kith.apps.governance.policy_data import load_policy
from kith.apps.governance.queries import PURPOSE_LABELS
from kith.rules.access import Purpose, Role
from kith.rules.policy_change import OPEN_ROLES


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR)
def propose(request: KithRequest) -> HttpResponse:
    """Ask for the table and the reason."""
    form = PolicyForm(request.POST or None, caps=dict(load_policy().caps))
    if form.is_valid():
        try:
            version = propose_policy(by=request.worker, caps=form.caps(), reason=form.cleaned_data["reason"])
        except TableWillNotDo as fault:
            form.add_error(None, f"{fault.what} {fault.mend}")
        else:
            return redirect("governance:policy_version", version)
    rows = [
        (ROLE_LABELS[role], [(form.cell(role, purpose), PURPOSE_LABELS[purpose]) for purpose in Purpose])
        for role in OPEN_ROLES
    ]
    return render(request, "governance/propose_policy.html", {"form": form, "rows": rows})

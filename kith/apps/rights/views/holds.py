"""Legal holds: what must be kept whatever any rule says; set by one person, ended by two."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import HoldForm, WhyForm
from kith.rules.access import Role


@for_roles(Role.INFORMATION_GOVERNANCE)
def holds(request: KithRequest) -> HttpResponse:
    """Show the holds, and set one."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.set_hold(
            scope=data["scope"], of=data["of"], authority=data["authority"], reason=data["reason"], by=request.worker
        )
        return redirect("rights:holds")
    rows = queries.list_holds(request.worker)
    shown = {"form": form, "rows": [(row, WhyForm(auto_id=f"{row.ref}-%s", label="Why it may end")) for row in rows]}
    return render(request, "rights/holds.html", shown)


@require_POST
@for_roles(Role.INFORMATION_GOVERNANCE)
def change_hold(request: KithRequest, ref: str) -> HttpResponse:
    """Ask that a hold end, or agree that it does."""
    if request.POST.get("how") == "agree":
        actions.end_hold(ref=ref, by=request.worker)
        return redirect("rights:holds")
    form = WhyForm(request.POST, auto_id=f"{ref}-%s", label="Why it may end")
    if form.is_valid():
        actions.ask_to_end_hold(ref=ref, because=form.cleaned_data["why"], by=request.worker)
        return redirect("rights:holds")
    rows = queries.list_holds(request.worker)
    others = [
        (row, form if row.ref == ref else WhyForm(auto_id=f"{row.ref}-%s", label="Why it may end")) for row in rows
    ]
    return render(request, "rights/holds.html", {"form": HoldForm(), "rows": others, "tried": form})

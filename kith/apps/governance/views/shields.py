"""People who must not be found: who is hidden by hand, hiding somebody, reviewing it, and ending it by two people."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.shields import (
    NobodyOfThatRef,
    agree_to_end_shield,
    ask_to_end_shield,
    keep_shield,
    set_shield,
)
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.governance.forms.safety import EndShieldForm, KeepShieldForm, ShieldForm
from kith.apps.governance.policies import SHIELD_KEEPERS, can_keep_shields, check_can_keep_shields
from kith.apps.governance.queries.safety_pages import count_run_shields, list_asked_for_shielded, list_shields
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SHIELD_KEEPERS)
def shields(request: KithRequest) -> HttpResponse:
    """Show who is hidden by hand, and hide somebody."""
    check_can_keep_shields(request.worker)
    form = ShieldForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            set_shield(by=request.worker, **form.cleaned_data)
        except NobodyOfThatRef as error:
            form.add_error("person_ref", f"{error.what} {error.mend}")
        else:
            messages.success(request, "They are hidden from now on, everywhere in Kith.")
            return redirect("governance:shields")
    with open_desk(request.worker, action=LIST, about="SHIELDS") as desk:
        page = {"form": form, "rows": list_shields(desk.on), "told": count_run_shields(desk.on)}
    return render(request, "governance/shields/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SHIELD_KEEPERS)
@needs_recent_sign_in
def shield(request: KithRequest, shield_id: int) -> HttpResponse:
    """Keep somebody hidden for longer, ask to end it, or agree to what another asked."""
    check_can_keep_shields(request.worker)
    how = request.POST.get("how", "")
    ending = EndShieldForm(request.POST if how == "end" else None)
    keeping = KeepShieldForm(request.POST if how == "keep" else None)
    if ending.is_bound and ending.is_valid():
        ask_to_end_shield(by=request.worker, shield_id=shield_id, reason=ending.cleaned_data["end_reason"])
        messages.success(request, "Another cleared colleague is asked to agree. Until then the person stays hidden.")
        return redirect("governance:shields")
    if keeping.is_bound and keeping.is_valid():
        keep_shield(by=request.worker, shield_id=shield_id, review_on=keeping.cleaned_data["review_on"])
        messages.success(request, "They stay hidden.")
        return redirect("governance:shields")
    if how == "agree":
        agree_to_end_shield(by=request.worker, shield_id=shield_id)
        messages.success(request, "They are no longer hidden.")
        return redirect("governance:shields")
    with open_desk(request.worker, action=LIST, about="SHIELDS") as desk:
        row = next((row for row in list_shields(desk.on) if row.shield_id == shield_id), None)
    if row is None:
        raise Http404
    form = ending if ending.is_bound else keeping
    page = {"row": row, "ending": ending, "keeping": keeping, "form": form}
    return render(request, "governance/shields/one.html", page)


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE)
def asked_for(request: KithRequest) -> HttpResponse:
    """Show how often workers asked for families in which somebody must not be found: counts, and no reference."""
    if not can_keep_shields(request.worker):
        raise PermissionDenied
    with open_desk(request.worker, action=LIST, about="ASKED_FOR_HIDDEN") as desk:
        rows = list_asked_for_shielded(desk.on)
    return render(request, "governance/shields/asked_for.html", {"rows": rows})

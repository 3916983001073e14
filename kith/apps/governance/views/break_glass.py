"""Opens one family in an emergency: what it will do, the reason, and closing it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.governance.actions.emergency import ReasonWillNotDo, break_glass, close_glass
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_workers, needs_recent_sign_in
from kith.apps.governance.forms.emergency import OpeningForm
from kith.apps.governance.kept_family import forget_family, keep_family, kept_family
from kith.rules.access import Purpose


@require_POST
@for_workers
def start_emergency(request: KithRequest) -> HttpResponse:
    """Remember which family was refused and go to what an emergency opening, or a claim of one's own, will do."""
    keep_family(request.session, request.POST.get("family_ref", ""))
    is_claim = request.POST.get("how") == "claim"
    return redirect("governance:claim_tie" if is_claim else "governance:break_glass")


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def open_in_emergency(request: KithRequest) -> HttpResponse:
    """Show what will happen and take the reason; then go to the family's page, which may still hold nothing."""
    if request.purpose is None or request.purpose.code != Purpose.SAFEGUARDING:
        return render(request, "governance/emergency/not_for_this.html", status=403)
    kept = {"family_ref": kept_family(request.session)}
    form = OpeningForm(request.POST) if request.method == "POST" else OpeningForm(initial=kept)
    if form.is_bound and form.is_valid():
        try:
            break_glass(by=request.worker, purpose=request.purpose, **form.cleaned_data)
        except ReasonWillNotDo as error:
            form.add_error("reason", error.what)
        else:
            forget_family(request.session)
            return redirect("singleview:family", form.cleaned_data["family_ref"])
    return render(request, "governance/emergency/open.html", {"form": form})


@require_POST
@for_workers
def close_emergency(request: KithRequest) -> HttpResponse:
    """Close what was opened, before its hour is over."""
    close_glass(by=request.worker, ref=request.POST.get("ref", "")[:20])
    messages.success(request, "The family is closed again. Your agency's privacy officer will look at what was opened.")
    return redirect("singleview:start")

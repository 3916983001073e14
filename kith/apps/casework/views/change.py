"""Changing one thing in an episode: one page for each, all alike; what each asks and does is in ``changes.py``."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.casework.drafting import WORDS, form_of
from kith.apps.casework.queries.episode import find_episode
from kith.apps.casework.views.changes import CHANGES
from kith.apps.drafts.actions import finish_draft
from kith.apps.drafts.forms import draft_state, initial_from
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose

NOT_YOURS = "This is for whoever leads the help for this family, or manages those who do."


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def change(request: KithRequest, family_ref: str, what: str, ref: str = "", number: int = 0) -> HttpResponse:
    """Show the form with what was typed before; a POST makes the change, and the draft goes with it."""
    one, keeps_draft, ref = CHANGES[what], what in WORDS, ref or str(number)
    data = request.POST if request.method == "POST" else None
    with open_family(request.worker, request.purpose, family_ref) as access:
        page = find_episode(access)
        if page is None or not one.may(page, ref):
            raise PermissionDenied(NOT_YOURS)
        state = draft_state(access, request, form=form_of(what), about=family_ref) if keeps_draft else None
        form = one.form(data, page, request.worker, ref, initial_from(state))
        said = one.do(access, page, form, ref) if form.is_valid() else ""
        if said and keeps_draft:
            finish_draft(by=request.worker, form=form_of(what), about=family_ref)
    if said:
        messages.success(request, said)
        # Whoever gave something away may not be able to open it any more.
        return redirect("casework:work") if one.leads_away else redirect("casework:episode", family_ref)
    shown = {"family_ref": family_ref, "page": page, "form": form, "draft": state, "one": one, "ref": ref,
             "line": one.line(page, ref) if one.line else None}  # fmt: skip
    return render(request, "casework/change.html", shown, status=422 if form.is_bound else 200)

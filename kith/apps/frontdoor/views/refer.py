"""A partner tells the front door of a family, and sees what they told before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import REFER, draft_of, sending
from kith.apps.frontdoor.forms.refer import SOURCE_OF_KIND, PeopleRows, ReferForm
from kith.apps.frontdoor.policies import MAY_TELL
from kith.apps.frontdoor.queries import list_referrals
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles


@require_safe
@for_roles(*MAY_TELL)
def mine(request: KithRequest) -> HttpResponse:
    """Show what the worker told the front door, and how far each is."""
    return render(request, "frontdoor/mine.html", {"referrals": list_referrals(request.worker)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MAY_TELL)
def refer(request: KithRequest) -> HttpResponse:
    """Take what they tell and of whom; more rows are given on request, with all that was typed."""
    state = draft_of(request, REFER)
    stands = {"source_code": SOURCE_OF_KIND.get(request.worker.agency_kind, "")} | initial_from(state)
    is_more = request.method == "POST" and "more" in request.POST
    rows = PeopleRows(typed(request), initial=initial_from(state))
    form = ReferForm(None if is_more else typed(request), initial=stands | (_as_typed(request) if is_more else {}))
    if is_more:
        return show_form(request, None, form, state, "refer", rows=rows.with_what_was_typed(request.POST))
    if form.is_valid() and rows.is_valid():
        with sending(request, state):
            ref = actions.refer(new=form.new(request.worker, rows), purpose=request.purpose, by=request.worker)
        messages.success(request, f"Thank you. It has arrived, as {ref}. You can follow it here.")
        return redirect("referring:referral", ref)
    return show_form(request, None, form, state, "refer", rows=rows)


def _as_typed(request: KithRequest) -> dict[str, str | list[str]]:
    """Return what was typed in the form's own fields, valid or not."""
    sent = {name: request.POST.getlist(name) for name in ReferForm.base_fields if name in request.POST}
    return {name: values if name == "reasons" else values[-1] for name, values in sent.items()}

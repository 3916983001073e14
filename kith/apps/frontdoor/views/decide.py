"""Deciding about a contact."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.queries import get_agencies
from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.actions.decide import Decided
from kith.apps.frontdoor.drafting import DECIDE, draft_of, sending
from kith.apps.frontdoor.forms.contact import DecideForm
from kith.apps.frontdoor.queries import get_contact
from kith.apps.frontdoor.refusals import NotYetDecidable
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role

_FIRST = "EC"  # who takes on most: early help and children's social care stand first in the list


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def decide(request: KithRequest, ref: str) -> HttpResponse:
    """Show what is still to be done, and take the decision with its reason."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if not page.is_being_looked_at:
        return redirect("frontdoor:contact", ref)
    state = draft_of(request, DECIDE, ref, is_restricted=page.contact.is_restricted)
    form = DecideForm(typed(request), agencies=_agencies(), initial=initial_from(state))
    if form.is_valid():
        values = form.cleaned_data
        try:
            with sending(request, state):
                actions.decide(ref=ref, decided=Decided(**values), purpose=request.purpose, by=request.worker)
            messages.success(request, "Decided. Now tell whoever told us: then the contact is closed.")
            return redirect("frontdoor:answer", ref)
        except NotYetDecidable as error:
            form.add_error("outcome", error.what)
    return show_form(request, page, form, state, "decide")


def _agencies() -> list[tuple[str, str]]:
    rows = sorted(get_agencies().values(), key=lambda row: (row.kind not in _FIRST, row.kind, row.name))
    return [(row.agency_id, row.name) for row in rows]

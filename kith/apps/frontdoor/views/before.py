"""What came before a contact: others about the same people, open work, and who works with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import BEFORE, draft_of, sending
from kith.apps.frontdoor.forms.contact import NoteForm
from kith.apps.frontdoor.queries import find_before, get_contact
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def before(request: KithRequest, ref: str) -> HttpResponse:
    """Show what came before, and take what of it matters."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    state = draft_of(request, BEFORE, ref, is_restricted=page.contact.is_restricted)
    form = NoteForm(typed(request), initial={"note": page.contact.looked_before_note} | initial_from(state))
    if form.is_valid():
        with sending(request, state):
            note = form.cleaned_data["note"]
            actions.note_looked_before(ref=ref, note=note, purpose=request.purpose, by=request.worker)
        return redirect("frontdoor:contact", ref)
    found = find_before(request.worker, ref, purpose=request.purpose)
    return show_form(request, page, form, state, "before", before=found)

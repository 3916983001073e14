"""Writing down a contact that came by telephone, letter or in person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import NEW, draft_of, sending
from kith.apps.frontdoor.forms.contact import NewForm
from kith.apps.frontdoor.queries import is_front_door_cleared
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def new(request: KithRequest) -> HttpResponse:
    """Take what was told, and go on to the contact's own page; whoever wrote it down has it."""
    state = draft_of(request, NEW)
    form = NewForm(typed(request), initial={"channel": "PHONE"} | initial_from(state))
    if form.is_valid():
        with sending(request, state):
            ref = actions.write_down(new=form.new, purpose=request.purpose, by=request.worker)
        if form.new.is_restricted and not request.worker.is_shield_cleared and is_front_door_cleared():
            messages.success(request, f"{ref} is kept for a cleared colleague, who has been told.")
            return redirect("frontdoor:queue")
        messages.success(request, f"{ref} is written down, and you have it.")
        return redirect("frontdoor:contact", ref)
    return show_form(request, None, form, state, "new")

"""Answering whoever told the front door; the step without which no contact is closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import ANSWER, draft_of, sending
from kith.apps.frontdoor.forms.contact import AnswerForm
from kith.apps.frontdoor.queries import get_contact
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def answer(request: KithRequest, ref: str) -> HttpResponse:
    """Offer words to begin with, take what they are told and how, and close the contact."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if not page.is_to_answer:
        return redirect("frontdoor:contact", ref)
    state = draft_of(request, ANSWER, ref, is_restricted=page.contact.is_restricted)
    begins = f"Thank you for telling us. {page.decisions[0].outcome.told}"
    is_in_kith = page.contact.told_by_worker is not None
    stands = {"text": begins, "how": "IN_KITH" if is_in_kith else ""}
    form = AnswerForm(typed(request), is_in_kith=is_in_kith, initial=stands | initial_from(state))
    if form.is_valid():
        with sending(request, state):
            actions.tell_referrer(ref=ref, **form.cleaned_data, purpose=request.purpose, by=request.worker)
        messages.success(request, f"{ref} is closed.")
        return redirect("frontdoor:queue")
    return show_form(request, page, form, state, "answer")

"""Asking partners yes-or-no questions because of a contact, by the access policy."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.enquiries.asked import NHS_NUMBER, POSTCODE, UPN, Whom
from kith.apps.enquiries.catalogue import load_questions
from kith.apps.enquiries.policies import can_ask
from kith.apps.enquiries.views.ask import wait_for_the_step
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import PARTNERS, draft_of, sending
from kith.apps.frontdoor.forms.contact import AskForm, NoteForm
from kith.apps.frontdoor.queries import ContactPage, get_contact
from kith.apps.frontdoor.queries.people import PersonRow
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def partners(request: KithRequest, ref: str) -> HttpResponse:
    """Ask a question about somebody of the contact, or write down what asking came to."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    state = draft_of(request, PARTNERS, ref, is_restricted=page.contact.is_restricted)
    is_asking = request.method == "POST" and "ask" in request.POST
    known = [person for person in page.people if not person.lacks]
    ask_form = AskForm(
        typed(request) if is_asking else None,
        people=[(str(person.number), person.name) for person in known],
        questions=_questions(request),
        initial={"reason": initial_from(state).get("reason", "")},
    )
    note_form = NoteForm(
        typed(request) if not is_asking else None,
        label="What did asking come to, or why need nobody be asked?",
        initial={"note": page.contact.partners_note} | initial_from(state),
    )
    if is_asking and page.is_being_looked_at and ask_form.is_valid():
        return _ask(request, page, ask_form, known)
    if not is_asking and note_form.is_valid():
        with sending(request, state):
            note = note_form.cleaned_data["note"]
            actions.settle_partners(ref=ref, note=note, purpose=request.purpose, by=request.worker)
        return redirect("frontdoor:contact", ref)
    more = {"ask_form": ask_form, "note_form": note_form, "can_ask": can_ask(request.purpose) and bool(known)}
    return show_form(request, page, ask_form if is_asking else note_form, state, "partners", **more)


def _ask(request: KithRequest, page: ContactPage, form: AskForm, known: list[PersonRow]) -> HttpResponse:
    """Ask, and answer at a whole number of steps of time, as the page of questions does."""
    began = time.monotonic()
    person = next(each for each in known if str(each.number) == form.cleaned_data["number"])
    try:
        actions.ask_partner(
            ref=page.ref, number=person.number, whom=_whom(person), question=form.cleaned_data["question"],
            reason=form.cleaned_data["reason"], purpose=request.purpose, by=request.worker,
        )  # fmt: skip
    finally:
        wait_for_the_step(began)
    messages.success(request, "Asked. The answer is below, and stays with your questions.")
    return redirect("frontdoor:partners", page.ref)


def _whom(person: PersonRow) -> Whom:
    given = ((NHS_NUMBER, person.nhs_number), (UPN, person.upn), (POSTCODE, person.postcode))
    scheme, value = next((scheme, value) for scheme, value in given if value)
    assert person.born_on is not None, "only who lacks nothing is offered"
    return Whom(person.forename, person.surname, person.born_on, scheme, value)


def _questions(request: KithRequest) -> list[tuple[str, str]]:
    purpose = request.purpose.code if request.purpose else ""
    return [(one.code, one.asks) for one in load_questions().values() if one.is_available and purpose in one.purposes]

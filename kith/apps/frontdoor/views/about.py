"""How urgent a contact is and what it is about; and whether the family knows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import ABOUT, FAMILY, draft_of, sending
from kith.apps.frontdoor.forms.contact import AboutForm, FamilyForm
from kith.apps.frontdoor.queries import ContactPage, get_contact
from kith.apps.frontdoor.shapes import FamilyKnows
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def about(request: KithRequest, ref: str) -> HttpResponse:
    """Take how urgent it is and what about; the clock follows."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if not page.is_being_looked_at:
        return redirect("frontdoor:contact", ref)
    state = draft_of(request, ABOUT, ref, is_restricted=page.contact.is_restricted)
    stands = {"urgency": page.contact.urgency, "reasons": page.contact.reasons}
    form = AboutForm(typed(request), initial=stands | initial_from(state))
    if form.is_valid():
        values = form.cleaned_data
        with sending(request, state):
            actions.change(
                ref=ref, urgency=values["urgency"], reasons=tuple(values["reasons"]), knows=_knows(page),
                purpose=request.purpose, by=request.worker,
            )  # fmt: skip
        return redirect("frontdoor:contact", ref)
    return show_form(request, page, form, state, "section", title="What it is about", button="Keep this")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def family(request: KithRequest, ref: str) -> HttpResponse:
    """Take whether the family knows and wants help, and how it is safe to reach them."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if not page.is_being_looked_at:
        return redirect("frontdoor:contact", ref)
    state = draft_of(request, FAMILY, ref, is_restricted=page.contact.is_restricted)
    knows = _knows(page)
    stands = {
        "family_told": knows.told, "family_told_note": knows.told_note, "agreed": knows.agreed,
        "safe_to_contact": knows.safe_to_contact,
    }  # fmt: skip
    form = FamilyForm(typed(request), initial=stands | initial_from(state))
    if form.is_valid():
        contact = page.contact
        with sending(request, state):
            actions.change(
                ref=ref, urgency=contact.urgency, reasons=tuple(contact.reasons), knows=form.knows,
                purpose=request.purpose, by=request.worker,
            )  # fmt: skip
        return redirect("frontdoor:contact", ref)
    return show_form(request, page, form, state, "section", title="Does the family know?", button="Keep this")


def _knows(page: ContactPage) -> FamilyKnows:
    contact = page.contact
    return FamilyKnows(contact.family_told, contact.family_told_note, contact.agreed, contact.safe_to_contact)

"""Which forms of this room keep what is typed, for whom, and where each goes on; and how a view uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kith.apps.base.clock import today
from kith.apps.drafts.actions import finish_draft
from kith.apps.drafts.forms import DraftState, draft_state
from kith.apps.drafts.kinds import FRONT_DOOR, OWN, FormKind, register_form
from kith.apps.governance.access import DESK, Desk, begin
from kith.apps.governance.entry import KithRequest

NEW, REFER, ADVICE, TELL_MORE = "contact_new", "refer", "advice", "refer_more"
ABOUT, FAMILY, PERSON, BEFORE = "contact_about", "contact_family", "contact_person", "contact_before"
PARTNERS, DECIDE, ANSWER, MORE = "contact_partners", "contact_decide", "contact_answer", "contact_more"
_ALONE = "_alone"  # the same form of a contact that is for cleared workers: what they type is theirs alone
_OF_A_CONTACT = {
    ABOUT: ("What a contact is about", "frontdoor:about"),
    FAMILY: ("If the family knows", "frontdoor:family"),
    PERSON: ("Who is in a contact", "frontdoor:person"),
    BEFORE: ("What came before a contact", "frontdoor:before"),
    PARTNERS: ("Asking partners", "frontdoor:partners"),
    DECIDE: ("A decision", "frontdoor:decide"),
    ANSWER: ("An answer to whoever told us", "frontdoor:answer"),
    MORE: ("More about a contact", "frontdoor:contact"),
}


def register_forms() -> None:
    """Make this room's forms known; its ``apps.py`` calls this once."""
    for form, words, page in (
        (NEW, "A new contact", "frontdoor:new"),
        (REFER, "Telling the front door of a family", "referring:refer"),
        (ADVICE, "Advice that was given", "frontdoor:advice"),
    ):
        register_form(FormKind(form, words, OWN, partial(_plain_way, page)))
    register_form(FormKind(TELL_MORE, "More for the front door", OWN, partial(_way, "referring:referral")))
    for form, (words, page) in _OF_A_CONTACT.items():
        register_form(FormKind(form, words, FRONT_DOOR, partial(_way, page)))
        register_form(FormKind(form + _ALONE, words, OWN, partial(_way, page)))


def _plain_way(page: str, about: str, section: str) -> str:
    return reverse(page)


def _way(page: str, about: str, section: str) -> str:
    return reverse(page, args=[about, section] if page == "frontdoor:person" else [about])


def draft_of(
    request: KithRequest, form: str, about: str = "", *, section: str = "", is_restricted: bool = False
) -> DraftState:
    """Return what this worker typed and has not sent, or a colleague at the front door."""
    code = form + _ALONE if is_restricted else form
    # Without a line of its own in the log: the page has one, and one's own unsent words are no news to oneself.
    with transaction.atomic():
        begin(request.worker, request.purpose, scope=DESK)
        desk = Desk(request.worker, "", today(), timezone.now())
        return draft_state(desk, request, form=code, about=about, section=section)


@contextmanager
def sending(request: KithRequest, state: DraftState) -> Iterator[None]:
    """Hold one transaction in which the real thing is written and the draft goes, or neither."""
    with transaction.atomic():
        yield
        finish_draft(by=request.worker, form=state.form, about=state.about, section=state.section)

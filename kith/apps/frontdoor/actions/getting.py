"""Gets the contact that an action is about, locked, and refuses where it is not where the action needs it."""

from __future__ import annotations

from collections.abc import Collection

from kith.apps.frontdoor.models import Contact
from kith.apps.frontdoor.refusals import ContactMoved, NoSuchContact
from kith.rules.contact_states import BEING_LOOKED_AT


def get_locked(ref: str, states: Collection[str] = BEING_LOOKED_AT) -> Contact:
    """Return the contact, inside an open door; nobody else changes it before the transaction ends."""
    contact = Contact.objects.select_for_update().filter(ref=ref).first()
    if contact is None:
        raise NoSuchContact
    if contact.state not in states:
        raise ContactMoved
    return contact

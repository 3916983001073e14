"""Does what erasing and merging people asks of this room."""

from __future__ import annotations

from uuid import UUID

from kith.apps.base.moving import Held, histories_of, move_refs
from kith.apps.frontdoor.models import Contact, ContactPerson, Decision, Feedback, Passing, Said

GONE = "Erased."


def erase_person(person_ref: str, alias: str) -> int:
    """Remove whoever is erased from their contacts; a contact about nobody else loses its words too, not its dates."""
    people = ContactPerson.objects.using(alias).filter(person_ref=person_ref)
    keys, contacts = list(people.values_list("pk", flat=True)), set(people.values_list("contact_id", flat=True))
    for history in histories_of(ContactPerson):
        history.objects.using(alias).filter(id__in=keys).delete()
    touched = people.count()
    people.delete()
    others = ContactPerson.objects.using(alias).filter(contact_id__in=contacts).values_list("contact_id", flat=True)
    return touched + _blank(contacts - set(others), alias)


def merge_person(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what hangs on one reference to the other, so that it can be moved back."""
    return move_refs((Held(ContactPerson, "person_ref"),), from_ref, to_ref, alias)


def _blank(contacts: set[UUID], alias: str) -> int:
    touched = Said.objects.using(alias).filter(contact_id__in=contacts).update(words=GONE)
    touched += Decision.objects.using(alias).filter(contact_id__in=contacts).update(reason=GONE)
    touched += Feedback.objects.using(alias).filter(contact_id__in=contacts).update(text=GONE)
    touched += Passing.objects.using(alias).filter(contact_id__in=contacts).update(returned_why="")
    blank = dict.fromkeys(
        (
            "told_by_name", "told_by_phone", "family_told_note", "safe_to_contact", "looked_before_note",
            "partners_note", "reopened_why",
        ),
        "",
    )  # fmt: skip
    touched += Contact.objects.using(alias).filter(pk__in=contacts).update(**blank, reasons=[])
    for model, field in ((Contact, "id__in"), (Passing, "contact_id__in")):
        for history in histories_of(model):
            history.objects.using(alias).filter(**{field: contacts}).delete()
    return touched

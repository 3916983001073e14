"""Writes down those of a contact whom nobody knows, so that they have a record of their own and nobody asks again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import ContactPerson
from kith.apps.register.actions import SomebodyIsThere, add_to_family, register_family, register_person


@dataclass(frozen=True)
class WrittenDown:
    """How many have a record now, and how many share name and birth date with somebody who is there already."""

    written: int
    namesakes: int


def write_down_unfound(*, ref: str, purpose: Purpose, by: SignedInWorker) -> WrittenDown:
    """Register who was looked for, was not found and has a name, into the family that was found or a new one."""
    with transaction.atomic():
        with open_contact(by, ref, action=WRITE, purpose=purpose):
            named = ContactPerson.objects.filter(contact=get_locked(ref), left_out_why="").order_by("number")
            people = list(named)
        unfound = [one for one in people if _can_be_written(one)]
        refs = {one: given for one in unfound if (given := _register(one, by))}
        if refs:
            _put_together(ref, people, refs, purpose=purpose, by=by)
    return WrittenDown(len(refs), len(unfound) - len(refs))


def _can_be_written(person: ContactPerson) -> bool:
    is_unknown = not person.person_ref and person.tried_at is not None and not person.not_found_why
    return is_unknown and bool(person.forename or person.surname)


def _register(person: ContactPerson, by: SignedInWorker) -> str:
    try:
        return register_person(
            by=by, forename=person.forename, surname=person.surname, born_on=person.born_on,
            born_said=person.born_said, nhs_number=person.nhs_number, address=person.address,
            postcode=person.postcode, needs=person.needs,
        )  # fmt: skip
    except SomebodyIsThere:
        return ""


def _put_together(
    ref: str, people: Sequence[ContactPerson], refs: dict[ContactPerson, str], *, purpose: Purpose, by: SignedInWorker
) -> None:
    family_ref = next((one.family_ref for one in people if one.family_ref), "")
    if family_ref:
        for person, person_ref in refs.items():
            add_to_family(by=by, family_ref=family_ref, person_ref=person_ref, role=person.role)
    else:
        family_ref = register_family(by=by, person_refs={given: person.role for person, given in refs.items()})
    with open_contact(by, ref, action=WRITE, purpose=purpose), connection.cursor() as cursor:
        for person, person_ref in refs.items():
            cursor.execute("select kith_note_registered(%s, %s, %s)", [person.pk, person_ref, family_ref])

"""Finds the reference of whoever asks about their rights, by exact name and birth date; the search is logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from kith.apps.governance.access import open_search
from kith.rules.access import Purpose
from kith.vocabulary.hashes import name_and_birth

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class FoundPerson:
    """One person by that name and birth date: enough to write a request down, and nothing of what is held."""

    person_ref: str
    name: str


def find_person(worker: SignedInWorker, *, forename: str, surname: str, born_on: date) -> tuple[FoundPerson, ...]:
    """Return who has this name and birth date; whoever must not be found is nobody to who is not cleared."""
    with open_search(worker, Purpose.RIGHTS, asked=f"{forename} {surname} {born_on}") as door:
        with connection.cursor() as cursor:
            cursor.execute(
                "select * from kith_find_for_rights(%s, %s, %s, %s)",
                [forename, surname, born_on, name_and_birth(forename, surname, born_on)],
            )
            found = tuple(FoundPerson(ref, f"{first} {last}") for ref, first, last in cursor.fetchall())
        door.found_person_refs = tuple(person.person_ref for person in found)
    return found

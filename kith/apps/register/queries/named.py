"""Names people by reference inside an open door: those whom a worker wrote down, and those of the live run, alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.apps.people.queries.named import name_people
from kith.apps.register.models import RegisteredMember, RegisteredPerson


@dataclass(frozen=True)
class Named:
    """Who somebody is, as far as the open door shows it. ``is_registered``: from what a worker wrote down."""

    person_ref: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    born_said: str
    sex: str
    languages: str
    needs: str
    is_registered: bool

    @property
    def name(self) -> str:
        """What they are called, in full."""
        return f"{self.known_as or self.forename} {self.surname}".strip() or "Name not known"


def list_named(person_refs: Iterable[str]) -> dict[str, Named]:
    """Return those of these people whom the door that stands open lets this worker name; others are left out.

    Where a run knows them, its name is given; the languages and needs that a worker wrote down stay with it.
    """
    refs = sorted(set(person_refs))
    written = {row.person_ref: row for row in RegisteredPerson.objects.filter(person_ref__in=refs).order_by("pk")}
    found = {ref: _of_register(row) for ref, row in written.items()}
    for one in name_people(refs):
        said = written.get(one.person_ref)
        found[one.person_ref] = Named(
            person_ref=one.person_ref,
            forename=one.forename,
            surname=one.surname,
            known_as=one.known_as,
            born_on=one.born_on,
            born_said="",
            sex=one.sex,
            languages=said.languages if said else "",
            needs=said.needs if said else "",
            is_registered=False,
        )
    return found


def list_members(family_ref: str) -> tuple[tuple[str, str], ...]:
    """Return whom workers said to belong to a family, with the role that was said; in the order they were added."""
    rows = RegisteredMember.objects.filter(family_ref=family_ref).order_by("pk")
    return tuple(rows.values_list("person_ref", "role"))


def _of_register(row: RegisteredPerson) -> Named:
    return Named(
        person_ref=row.person_ref,
        forename=row.forename,
        surname=row.surname,
        known_as=row.known_as,
        born_on=row.born_on,
        born_said=row.born_said,
        sex=row.sex,
        languages=row.languages,
        needs=row.needs,
        is_registered=True,
    )

"""Names people of the live run by reference, inside whatever door stands open: as far as the database lets through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.apps.intake.queries import find_live_run
from kith.apps.people.models import PersonDetails


@dataclass(frozen=True)
class NamedPerson:
    """Who somebody is, as the live run has them."""

    person_ref: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    sex: str


def name_people(person_refs: Iterable[str]) -> tuple[NamedPerson, ...]:
    """Return those of these people who may be known of (level 2) through the door that stands open, by reference."""
    run = find_live_run()
    rows = PersonDetails.objects.filter(run_id=run.key, person_ref__in=list(person_refs)) if run else ()
    return tuple(
        NamedPerson(row.person_ref, row.forename, row.surname, row.known_as, row.born_on, row.sex) for row in rows
    )

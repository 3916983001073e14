"""Says in words whom a contact is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from kith.apps.base.words import day_in_words, listed
from kith.apps.frontdoor.models import ContactPerson
from kith.apps.frontdoor.models.contact_person import CHILD
from kith.apps.people.ages import age_on

_FIRST_WORDS = 8


@dataclass(frozen=True)
class PersonRow:
    """One child or adult of a contact, as they were named, and how far they are found."""

    number: int
    role: str
    is_child: bool
    forename: str
    surname: str
    born_on: date | None
    born_said: str
    age: int | None
    relation: str
    address: str
    postcode: str
    nhs_number: str
    upn: str
    needs: str
    person_ref: str
    family_ref: str
    was_looked_for: bool
    not_found_why: str

    @property
    def name(self) -> str:
        """The name as it was given, or what stands for it."""
        return f"{self.forename} {self.surname}".strip() or ("A child" if self.is_child else "An adult")

    @property
    def born(self) -> str:
        """The birth date, or what was said of the age."""
        return day_in_words(self.born_on) if self.born_on else self.born_said

    @property
    def can_be_written(self) -> bool:
        """Answer whether they were looked for in vain and have a name, so that they can have a record of their own."""
        is_unknown = not self.person_ref and self.was_looked_for and not self.not_found_why
        return is_unknown and bool(self.forename or self.surname)

    @property
    def lacks(self) -> str:
        """What is missing before they can be looked for exactly; empty where nothing is."""
        needed = {
            "both names": bool(self.forename and self.surname),
            "a date of birth": self.born_on is not None,
            "an NHS number, pupil number or postcode": bool(self.nhs_number or self.upn or self.postcode),
        }
        return listed([words for words, is_there in needed.items() if not is_there])


def person_row(person: ContactPerson, on: date) -> PersonRow:
    """Return one of them as a page shows them."""
    return PersonRow(
        number=person.number,
        role=person.role,
        is_child=person.role == CHILD,
        forename=person.forename,
        surname=person.surname,
        born_on=person.born_on,
        born_said=person.born_said,
        age=age_on(person.born_on, on) if person.born_on else None,
        relation=person.relation,
        address=person.address,
        postcode=person.postcode,
        nhs_number=person.nhs_number,
        upn=person.upn,
        needs=person.needs,
        person_ref=person.person_ref,
        family_ref=person.family_ref,
        was_looked_for=person.tried_at is not None,
        not_found_why=person.not_found_why,
    )


def about_whom(people: Sequence[ContactPerson], told: str = "") -> str:
    """Write "Marlowe: 3 children and 1 adult"; the family is known by its children's surnames, then its adults'.

    Where nobody is written down yet it is known by the first words that were told.
    """
    if not people and told:
        return f"“{Truncator(told).words(_FIRST_WORDS, truncate='…')}”"
    children = [one for one in people if one.role == CHILD]
    names = _surnames(children) or _surnames(people)
    counts = [_count(len(children), "child", "children"), _count(len(people) - len(children), "adult", "adults")]
    words = listed([each for each in counts if each]) or "nobody written down yet"
    return f"{names}: {words}" if names else words[:1].upper() + words[1:]


def _surnames(people: Iterable[ContactPerson]) -> str:
    return " and ".join(list(dict.fromkeys(one.surname for one in people if one.surname))[:2])


def _count(how_many: int, one: str, more: str) -> str:
    return f"{how_many} {one if how_many == 1 else more}" if how_many else ""

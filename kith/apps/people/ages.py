"""How old someone is, and how a person is called on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.apps.people.models import PersonDetails


def age_on(born_on: date | None, day: date) -> int | None:
    """Return the age in whole years; ``None`` when unknown or not yet born."""
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_unborn(person: PersonDetails) -> bool:
    """Answer whether the person is a baby expected, not yet born."""
    return person.due_on is not None and person.born_on is None


def short_name(person: PersonDetails) -> str:
    """Return what the person is called: the name they use, else their first name."""
    if is_unborn(person) and person.due_on and not person.forename:
        return f"Baby due {person.due_on:%B %Y}"
    return person.known_as or person.forename or "Name not known"


def full_name(person: PersonDetails) -> str:
    """Return the name in full, as they use it."""
    if is_unborn(person) and not person.forename:
        return short_name(person)
    return f"{short_name(person)} {person.surname}".strip()


def family_name(people: Iterable[PersonDetails]) -> str:
    """Return what a family is called after these members alone, where another's name must not be told."""
    carried = Counter(person.surname for person in people if person.surname)
    most = min(carried, key=lambda surname: (-carried[surname], surname), default="")
    return f"The {most} family" if most else "A family whose name is not known"

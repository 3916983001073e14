"""The Marlowes as a picture sees them: the shapes that the tests of pictures share."""

from __future__ import annotations

from datetime import date

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.kinship import Bond, Kinship, Person

PEOPLE = (
    Person("joan", "Joan", "71", "F", date(1955, 6, 1)),
    Person("alan", "Alan", "died 2010", "M", date(1952, 2, 1), is_dead=True),
    Person("dawn", "Dawn", "42", "F", date(1984, 3, 1), is_at_home=True),
    Person("lee", "Lee", "45", "M", date(1981, 3, 1), is_at_home=True),
    Person("carl", "Carl", "46", "M", date(1980, 1, 1)),
    Person("ryan", "Ryan", "17", "M", date(2009, 5, 1)),
    Person("ella", "Ella", "11", "F", date(2015, 2, 2), is_focus=True, is_at_home=True),
    Person("jay", "Jay", "6", "M", date(2020, 5, 5), is_at_home=True),
    Person("baby", "Baby", "due March 2027", is_expected=True),
)
BONDS = (
    Bond("dawn", "PARTNER", "lee"),
    Bond("carl", "PARTNER", "dawn", is_over=True),
    Bond("alan", "PARTNER", "joan"),
    Bond("carl", "PARENT", "ryan"),
    Bond("lee", "STEP_PARENT", "ryan"),
    Bond("joan", "PARENT", "dawn"),
    Bond("alan", "PARENT", "dawn"),
    Bond("joan", "GRANDPARENT", "ella"),
    *(Bond("dawn", "PARENT", child) for child in ("ryan", "ella", "jay", "baby")),
    *(Bond("lee", "PARENT", child) for child in ("ella", "jay", "baby")),
)


def marlowes() -> Kinship:
    """The whole family."""
    return read_kinship(PEOPLE, BONDS)

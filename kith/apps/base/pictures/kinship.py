"""The shapes a genogram is drawn from: people, unions between two, and broods of children under their parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FAR_FUTURE = date(9999, 1, 1)


@dataclass(frozen=True)
class Person:
    """One symbol: a square, circle or diamond, or a triangle for a baby not yet born."""

    ref: str
    name: str
    note: str = ""
    sex: str | None = None
    born_on: date | None = None
    is_dead: bool = False
    is_expected: bool = False
    is_focus: bool = False
    is_at_home: bool = False

    @property
    def sort_key(self) -> tuple[date, str, str]:
        """Eldest first, a baby that is due last."""
        return (FAR_FUTURE if self.is_expected else self.born_on or date(9000, 1, 1), self.name, self.ref)


@dataclass(frozen=True)
class Bond:
    """A typed bond as agencies say it: FROM is KIND of TO; ``is_over`` when it no longer holds."""

    from_ref: str
    kind: str
    to_ref: str
    is_over: bool = False


@dataclass(frozen=True)
class Union:
    """Two people who are or were a couple, or who have a child together (``is_couple`` false: nobody says a couple)."""

    first: str
    second: str
    is_couple: bool = True
    is_over: bool = False

    def holds(self, ref: str) -> bool:
        """Answer whether ``ref`` is one of the two."""
        return ref in (self.first, self.second)

    def other(self, ref: str) -> str:
        """Answer the one that ``ref`` is not."""
        return self.second if ref == self.first else self.first


@dataclass(frozen=True)
class Brood:
    """Children under the same parents (two, one, or none known), all bound in the same way.

    ``kind``: BIRTH is a full line; ADOPTED, FOSTER and OTHER are dotted. ``rows`` is 2 when a grandparent is joined
    past a parent whom nobody has named.
    """

    parents: tuple[str, ...]
    children: tuple[str, ...]
    kind: str = "BIRTH"
    rows: int = 1


@dataclass(frozen=True)
class Kinship:
    """All that a genogram draws."""

    people: tuple[Person, ...]
    unions: tuple[Union, ...] = ()
    broods: tuple[Brood, ...] = ()

    @property
    def lone_parents(self) -> frozenset[str]:
        """Those from whom alone a line goes down to a child: their names stand beside the line, not across it."""
        return frozenset(brood.parents[0] for brood in self.broods if len(brood.parents) == 1)

"""How a low room learns about a high one: what each room holds of a person, and what it does with it when asked.

A room's ``hooks.py`` makes one ``Holdings`` and registers it when Django starts (``apps.py``: ``ready``). Erasure,
subject access, merging and retention go through all of them; a test fails on a personal model that none names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """One thing held about a person, as a subject-access bundle tells it before review.

    ``about_refs`` are all the people it speaks of, so that what speaks of others is reviewed; ``text`` is in plain
    words. ``is_plain`` says that Kith made the words from codes and dates: what somebody typed is always reviewed.
    ``code`` and ``ended_on`` are what retention rules count from: a birth is told with code BIRTH and its day.
    """

    room: str
    kind: str  # in plain words: "Contact", "Attendance", "Who looked"
    happened_on: date | None
    text: str
    agency_id: str
    category: str
    about_refs: tuple[str, ...]
    source: str = ""
    code: str = ""  # of the kind of fact: "CP_PLAN"
    ended_on: date | None = None
    is_open: bool = False  # it still goes on
    is_plain: bool = False
    key: str = ""  # of the row, where it can go by itself
    goes_on: date | None = None  # where the row itself says when it goes, as an answer to a question does


@dataclass(frozen=True)
class Holdings:
    """What one room holds of people. ``models`` are labels ("people.Fact"), or "people.Fact: reason" for one of which
    something is not done (that it dies with its run, that it is kept and why). A model's history is named with it.

    ``tell`` gives all that is held of the person. ``erase`` removes or blanks it and returns how many rows it touched.
    ``merge`` moves what hangs on the first reference to the second (two records were one person) and returns how many.
    All three run inside the caller's transaction, on the database alias they are given.
    """

    room: str
    models: tuple[str, ...]
    tell: Callable[[str, str], Iterable[Told]]  # person_ref, alias
    erase: Callable[[str, str], int]
    merge: Callable[[str, str, str], int]  # from_ref, to_ref, alias
    # Erases the rows of these keys (``Told.key``), wherever a run has brought them. Without it the room's rows go all
    # together, when everything of the person may go.
    erase_keys: Callable[[Iterable[str], str], int] | None = None  # keys, alias
    # People of whom the room may hold something that nobody touched since the day: where retention begins to look.
    list_untouched: Callable[[date, str], Iterable[str]] | None = None  # before, alias
    # Of many people those of whom ``tell`` has anything to tell, so that a pass over a whole county does not ask each
    # room about each person. It may name one too many, never one too few. Without it everybody is asked about.
    of_whom: Callable[[Collection[str], str], Collection[str]] | None = None  # person_refs, alias


_registered: dict[str, Holdings] = {}


def register(holdings: Holdings) -> None:
    """Make a room's holdings known; the room's ``apps.py`` calls this once."""
    _registered[holdings.room] = holdings


def list_holdings() -> tuple[Holdings, ...]:
    """Return what every room registered, by room."""
    return tuple(_registered[room] for room in sorted(_registered))

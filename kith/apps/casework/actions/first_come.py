"""Turns what the database forbids, because somebody else was first, into a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, IntegrityError

from kith.vocabulary.errors import KithError

_AT_THE_SAME_TIME = {"40001", "40P01"}  # two changed one row in the same moment
_NO_SUCH_WORKER, _TOO_CLOSE = "KC001", "KC002"


class SomebodyElseWasFirst(KithError):
    """What was to be changed has been changed by somebody else since the page was opened."""

    code = "K848"

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed this since you opened the page.",
            not_done="Nothing was changed by you.",
            mend="Go back, look at what it says now, and do it again if it is still needed.",
        )


class CannotBeNamed(KithError):
    """A worker cannot lead this family's help or be in its team."""

    code = "K849"

    def __init__(self, what: str = "This worker cannot be named for this family.") -> None:
        super().__init__(
            what,
            not_done="Nobody was named, and nothing else was changed.",
            mend="Choose another worker. If it should be this one, ask whoever manages them.",
        )


@contextmanager
def first_come() -> Iterator[None]:
    """Say in words what the database's rules refuse within."""
    try:
        yield
    except IntegrityError as error:
        raise SomebodyElseWasFirst from error
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state in _AT_THE_SAME_TIME:
            raise SomebodyElseWasFirst from error
        if state in {_NO_SUCH_WORKER, _TOO_CLOSE}:
            raise CannotBeNamed from error
        raise

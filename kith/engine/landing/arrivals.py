"""Says of each source what came this time: something new, the same again, nothing though it is late, or nothing at all.

A source that has never landed here is not expected. Whatever did not come, the run goes on with what came last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from kith.engine.delivery import Delivery, Outcome
from kith.engine.sources.declare import EVERY, Source

NEW, AGAIN, NOT_DUE = "NEW", "AGAIN", "NOT_DUE"
LATE, MISSING, REFUSED, IN_PART = "LATE", "MISSING", "REFUSED", "IN_PART"
WORDS = {
    NEW: "new",
    AGAIN: "the same again",
    NOT_DUE: "not due yet",
    LATE: "late",
    MISSING: "missing",
    REFUSED: "refused",
    IN_PART: "came in part",
}
AMISS = (LATE, MISSING, REFUSED, IN_PART)  # what somebody must ask the sender about


@dataclass(frozen=True)
class Arrival:
    """What came of one source; ``said`` is the sentence for people."""

    source: str
    title: str
    state: str
    every: str
    newest: str  # the day that its newest rows speak of; empty where there are none
    files: int  # new ones
    rows: int  # in the new ones
    said: str

    @property
    def is_amiss(self) -> bool:
        """Answer whether somebody must ask the sender."""
        return self.state in AMISS

    def as_json(self) -> dict[str, Any]:
        """Return it as the manifest holds it."""
        return asdict(self) | {"word": WORDS[self.state], "is_amiss": self.is_amiss}


def look_at_arrivals(
    arrived: Sequence[Delivery],
    current: Sequence[Delivery],
    ever: Mapping[str, date],
    sources: Mapping[str, Source],
    day: date,
) -> list[Arrival]:
    """Return a line for each source that was ever here; ``arrived`` came just now, ``current`` is what a run reads.

    ``ever`` has the newest day that each source has spoken of, also where that delivery has been deleted since.
    """
    expected = sorted({*ever, *(one.source for one in arrived)} & sources.keys())
    return [_arrival(sources[name], _of(arrived, name), _of(current, name), ever.get(name), day) for name in expected]


def _of(deliveries: Sequence[Delivery], source: str) -> list[Delivery]:
    return [one for one in deliveries if one.source == source]


def _arrival(source: Source, arrived: list[Delivery], current: list[Delivery], ever: date | None, day: date) -> Arrival:
    new = [one for one in arrived if one.outcome in (Outcome.LANDED, Outcome.LANDED_IN_PART)]
    days = _days(current)
    newest = max(days.values(), default=None)
    state, said = _state(source, arrived, new, days, day) if days else _gone(source, arrived, ever, day)
    return Arrival(
        source=source.name,
        title=source.title,
        state=state,
        every=EVERY[source.every].words,
        newest=newest.isoformat() if newest else "",
        files=len(new),
        rows=sum(one.rows_landed for one in new),
        said=said,
    )


def _days(current: list[Delivery]) -> dict[str, date]:
    """Return the newest day of each File."""
    return {name: one.as_at for one in sorted(current, key=lambda one: one.as_at) for name in one.rows}


def _gone(source: Source, arrived: list[Delivery], ever: date | None, day: date) -> tuple[str, str]:
    """Say whether a source of which nothing is kept should have come: some come less often than they are kept."""
    rhythm, nothing = EVERY[source.every], "Nothing of it is in this run: what came before has been deleted"
    due = ever + timedelta(days=rhythm.days) if ever else None
    if due and day <= due + timedelta(days=rhythm.grace) and not any(one.outcome is Outcome.REFUSED for one in arrived):
        return NOT_DUE, f"{nothing}; it is due {rhythm.words}, the next on {_words(due)}."
    return MISSING, f"{nothing}, and nothing has come since."


def _state(
    source: Source, arrived: list[Delivery], new: list[Delivery], days: dict[str, date], day: date
) -> tuple[str, str]:
    refused = [one for one in arrived if one.outcome is Outcome.REFUSED]
    newest, rhythm = max(days.values()), EVERY[source.every]
    due = newest + timedelta(days=rhythm.days)
    came = f"What came speaks of {_words(newest)}" if new else f"Nothing has come since {_words(newest)}"
    again = _again(arrived)
    if refused:
        codes = ", ".join(sorted({one.code for one in refused}))
        files = f"{len(refused)} file{'s' * (len(refused) > 1)} refused ({codes})"
        return REFUSED, f"{files}; the run goes on with what speaks of {_words(newest)}."
    if day > due + timedelta(days=rhythm.days + rhythm.grace):
        return MISSING, f"{came}; it is due {rhythm.words}, so more than one has not come.{again}"
    if day > due + timedelta(days=rhythm.grace):
        return LATE, f"{came}; it is due {rhythm.words}, and one was due on {_words(due)}.{again}"
    behind = sorted(name for name, one in days.items() if one + timedelta(days=rhythm.grace) < newest)
    if new and behind:
        return IN_PART, f"Some came; of {', '.join(behind)} the newest rows speak of {_words(min(days.values()))}."
    if new:
        return NEW, f"{came}."
    return (AGAIN if again else NOT_DUE), f"{came}; the next is due on {_words(due)}.{again}"


def _again(arrived: list[Delivery]) -> str:
    same = [one.as_at for one in arrived if one.outcome is Outcome.ALREADY_LANDED]
    return f" What lies in the folder is the file of {_words(max(same))}, byte for byte." if same else ""


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

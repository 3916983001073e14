"""Gathers what the partnership board reads: how many are linked, in view and ever seen, and why; nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.audit.queries.people_seen import count_people_seen
from kith.apps.governance.access import open_desk
from kith.apps.intake.models import PeopleCount, Source
from kith.apps.intake.queries import get_live_run
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.keeping import load_keeping

FEWEST = 7  # a smaller number could be a family that somebody knows
REASONS = {
    "INVOLVEMENT": "An agency works with them now, or did in the last two years",
    "EPISODE": "Help, a plan or an assessment in the last two years",
    "CONTACT": "A contact with the front door in the last year",
    "BROUGHT": "Somebody began to help them, and said so",
    "FAMILY": "None of their own: they belong to the family of somebody in view",
}


@dataclass(frozen=True)
class Counted:
    """A number in words: one below seven is not told."""

    label: str
    people: int | None  # None where it is too small to tell

    @classmethod
    def of(cls, label: str, people: int) -> Counted:
        """Return the number, or that it is too small."""
        return cls(label, people if people == 0 or people >= FEWEST else None)


@dataclass(frozen=True)
class SourceRow:
    """Why a source's rows are needed, in its own words."""

    title: str
    purpose: str
    necessity: str
    category: str
    keep_weeks: int
    is_about_everyone: bool
    people: Counted | None  # of those linked, where the source is about everyone


@dataclass(frozen=True)
class KeepingRow:
    """How long facts of one category are looked at."""

    label: str
    months: int
    why: str


@dataclass(frozen=True)
class Board:
    """The whole page."""

    as_at: date
    people: tuple[Counted, ...]
    reasons: tuple[Counted, ...]
    sources: tuple[SourceRow, ...]
    keeping: tuple[KeepingRow, ...]


def get_board(worker: SignedInWorker) -> Board:
    """Return the numbers of the live run; that they were read is logged."""
    with open_desk(worker, action=LIST, about="BOARD"):
        run = get_live_run()
        counts = dict(PeopleCount.objects.filter(run_id=run.key).values_list("measure", "people"))
        sources = list(Source.objects.order_by("-is_about_everyone", "title"))
    linked, seen = counts.get("LINKED", 0), min(count_people_seen(), counts.get("LINKED", 0))
    return Board(
        as_at=run.as_at,
        people=(
            Counted.of("Linked, so that one person is not taken for two", linked),
            Counted.of("In view: a worker who works with them may find them by name", counts.get("IN_VIEW", 0)),
            Counted.of("Out of view: known to nobody by name", counts.get("OUT_OF_VIEW", 0)),
            Counted.of("Ever seen by anybody", seen),
            Counted.of("Never seen by anybody", linked - seen),
        ),
        reasons=tuple(Counted.of(label, counts.get(f"IN_VIEW_{why}", 0)) for why, label in REASONS.items()),
        sources=tuple(_source(row, counts) for row in sources),
        keeping=tuple(
            KeepingRow(CATEGORIES[one.category].label, one.months, one.why)
            for one in load_keeping().values()
            if one.category in CATEGORIES
        ),
    )


def _source(row: Source, counts: dict[str, int]) -> SourceRow:
    people = counts.get(f"SOURCE_{row.name.upper()}")
    return SourceRow(
        title=row.title,
        purpose=row.purpose,
        necessity=row.necessity,
        category=CATEGORIES[row.category].label if row.category in CATEGORIES else row.category,
        keep_weeks=row.keep_weeks,
        is_about_everyone=row.is_about_everyone,
        people=None if people is None else Counted.of(row.title, people),
    )

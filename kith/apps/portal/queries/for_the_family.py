"""What else the family's own pages show: what was shared and why, what was agreed, who helps, what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kith.apps.base.words import listed
from kith.apps.portal.door import PORTAL, rows
from kith.apps.rights.queries import list_retention_dates
from kith.rules.access import CONTACT, DETAIL, NOTHING, SUMMARY, YES_NO
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.categories import CATEGORIES

MUCH_WORDS = {
    NOTHING: "nothing",
    YES_NO: "only a yes or no",
    CONTACT: "only who to speak to",
    SUMMARY: "a short summary",
    DETAIL: "the details",
}


@dataclass(frozen=True)
class Decision:
    """Something that was shared without the person's agreement, and why."""

    decided_at: datetime
    asked_by: str
    held_by: str
    what: str
    reason: str


@dataclass(frozen=True)
class AgreementRow:
    """Under what terms agencies that help the person tell each other things."""

    title: str
    who_gets: str
    what: str
    how_much: str
    until: date | None
    asks_first: bool


@dataclass(frozen=True)
class Said:
    """What the person said about sharing."""

    ref: str
    title: str
    answer: str
    said_at: datetime
    is_for_a_child: bool

    @property
    def is_yes(self) -> bool:
        """Answer whether there is a yes to take back."""
        return self.answer == "GIVEN"


@dataclass(frozen=True)
class Helper:
    """An agency that works with the person now."""

    agency: str
    service: str
    worker: str
    is_lead: bool
    since: date | None


@dataclass(frozen=True)
class Asked:
    """A question to the lead worker, and what came of it."""

    ref: str
    words: str
    asked_at: datetime
    asked_by: str
    chased_at: datetime | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Advocate:
    """Somebody who may speak for the person, and what they are shown."""

    ref: str
    called: str
    shows: list[str]
    state: str


def list_decisions() -> tuple[Decision, ...]:
    """Return what was shared without agreement, where the person has been told."""
    return tuple(Decision(**row) for row in rows("select * from kith_portal_decisions()"))


def list_agreements() -> tuple[AgreementRow, ...]:
    """Return the agreements by which agencies that work with the person receive."""
    return tuple(
        AgreementRow(
            title=row["title"],
            who_gets=listed(sorted(AGENCY_KINDS[kind].name for kind in row["receivers"] if kind in AGENCY_KINDS)),
            what=listed(sorted(CATEGORIES[code].label for code in row["categories"] if code in CATEGORIES)),
            how_much=MUCH_WORDS[row["level"]],
            until=row["valid_to"],
            asks_first=row["asks"],
        )
        for row in rows("select * from kith_portal_agreements()")
    )


def list_said() -> tuple[Said, ...]:
    """Return what the person said about sharing."""
    return tuple(Said(**row) for row in rows("select * from kith_portal_said()"))


def list_helpers() -> tuple[Helper, ...]:
    """Return who works with the person now, the one who leads first."""
    return tuple(Helper(**row) for row in rows("select * from kith_portal_workers()"))


def list_asked() -> tuple[Asked, ...]:
    """Return what was asked, newest first."""
    return tuple(Asked(**row) for row in rows("select * from kith_portal_questions()"))


def find_advocate() -> Advocate | None:
    """Return the person's advocate, if they chose one."""
    return next((Advocate(**row) for row in rows("select * from kith_portal_advocate()")), None)


@dataclass(frozen=True)
class Kept:
    """How long some kinds of what is held about the person are kept, and why."""

    labels: str
    goes_on: date | None
    why: str


def list_kept(person_ref: str) -> tuple[Kept, ...]:
    """Return when what is held about the person goes, the first to go first; alike kinds together."""
    alike: dict[tuple[date | None, str], list[str]] = {}
    for row in list_retention_dates(person_ref, PORTAL):
        alike.setdefault((row.goes_on, row.why), []).append(row.label)
    found = (Kept(listed(sorted(labels)), goes_on, why) for (goes_on, why), labels in alike.items())
    return tuple(sorted(found, key=lambda kept: (kept.goes_on is None, str(kept.goes_on), kept.labels)))

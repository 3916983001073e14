"""Reads the few lines of a family that another system may frame: who leads, who works with them, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kith.apps.base.clocks import due_by
from kith.apps.casework.queries.part import EpisodePart, find_part
from kith.apps.governance.access import FamilyAccess
from kith.apps.people.queries import FamilyHeader, InvolvementRow, get_family_header, list_involvements
from kith.rules.clocks import LONDON
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

FIRST_REVIEW = "first_review"


@dataclass(frozen=True)
class Summary:
    """A family, as far as this worker may see it; ``next_on`` is the next day that the council's clock asks for."""

    header: FamilyHeader
    works: tuple[InvolvementRow, ...]
    help: EpisodePart | None
    level: str = ""
    next_on: date | None = None

    @property
    def leads(self) -> tuple[InvolvementRow, ...]:
        """Who leads the help."""
        return tuple(one for one in self.works if one.is_lead)

    @property
    def others(self) -> tuple[InvolvementRow, ...]:
        """Who else works with them."""
        return tuple(one for one in self.works if not one.is_lead)


def get_summary(access: FamilyAccess) -> Summary:
    """Return the summary of the family that is open."""
    help_now = find_part(access)
    works: dict[tuple[str, str, str], InvolvementRow] = {}
    for row in list_involvements(access):
        if row.is_current:  # once for each worker, not for each child they work with
            works.setdefault((row.agency_id, row.worker_name or "", row.service or ""), row)
    return Summary(
        header=get_family_header(access),
        works=tuple(works.values()),
        help=help_now,
        level=_code_of(help_now),
        next_on=_next_review(help_now, access.standing.on),
    )


def _code_of(help_now: EpisodePart | None) -> str:
    return next((code for code, one in SERVICE_LEVELS.items() if help_now and one.label == help_now.level), "")


def _next_review(help_now: EpisodePart | None, on: date) -> date | None:
    """Return the day by which the first review is to be, while it is to come; reviews themselves are not kept yet."""
    if help_now is None or help_now.since is None:
        return None
    due = due_by(FIRST_REVIEW, datetime.combine(help_now.since, time(12), LONDON))
    day = (due.at - timedelta(microseconds=1)).astimezone(LONDON).date()
    return day if day >= on else None

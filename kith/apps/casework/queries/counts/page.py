"""Reads a manager's counts through one open door, and puts them together with their definitions."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, get_agencies
from kith.apps.base.counts import load_counts, read_counts
from kith.apps.casework.clocks import (
    HANDOVER_ANSWER,
    RE_REFERRAL,
    SUPERVISION,
    get_clock,
    last_day_overdue,
    length_in_words,
    list_clocks,
)
from kith.apps.casework.models import Episode
from kith.apps.casework.policies import is_manager
from kith.apps.casework.queries.counts.labels import block_of
from kith.apps.casework.queries.counts.shapes import ClockLine, CountsPage, Section
from kith.apps.frontdoor.queries.counts import count_contacts, list_days_received, may_count_contacts
from kith.apps.governance.access import open_search
from kith.apps.governance.queries import PurposeChoice
from kith.rules.clocks import LONDON
from kith.rules.counts import NOT_KNOWN, Counted
from kith.rules.rights import months_after
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

ROOM = "casework"
PERIODS = (3, 6, 12)
SECTIONS = {
    "NOW": "What waits now",
    "EPISODES": "Open episodes, and how they move",
    "CONTACTS": "What the front door decided",
    "FAMILIES": "What families feel",
}
OUTSIDE_KINDS = frozenset("SNHMV")  # schools, nurseries, health, mental health, charities


def get_counts(
    worker: SignedInWorker, purpose: PurposeChoice | None, *, months: int = 12, is_for_others: bool = False
) -> CountsPage:
    """Return the counts of the agency's work, and of the contacts where the worker may count them; it is logged."""
    at = timezone.now()
    with open_search(worker, purpose) as door:
        on = door.standing.on
        counts_contacts, is_opened = may_count_contacts(), _is_opened()
        counted: dict[str, tuple[Counted, ...]] = {}
        counted |= count_contacts(_contact_values(on, at, months)) if counts_contacts or is_manager(worker) else {}
        if is_manager(worker) and is_opened:
            counted |= read_counts(Path(__file__).parent, ROOM, _episode_values(worker, on, at, months))
        sections = _sections(_readable(counted, counts_contacts), is_for_others)
    return CountsPage(
        sections=sections,
        clocks=tuple(
            ClockLine(
                one.rule_id, one.version, one.words, length_in_words(one), one.standing, one.valid_from, one.source
            )
            for one in list_clocks(on)
        ),
        months=months,
        since=months_after(on, -months),
        on=on,
        at=at,
        is_for_others=is_for_others,
        counts_contacts=counts_contacts,
        is_opened=is_opened or not is_manager(worker),
    )


def _readable(counted: dict[str, tuple[Counted, ...]], counts_contacts: bool) -> dict[str, tuple[Counted, ...]]:
    """Leave out what would read as nought and is not known: the contacts of whoever counts what was passed to them."""
    theirs = {"passings_waiting", "passings_returned"}
    rooms = {one.count_id: one.room for one in load_counts()}
    return {name: lines for name, lines in counted.items() if counts_contacts or rooms[name] == ROOM or name in theirs}


def _sections(counted: dict[str, tuple[Counted, ...]], is_for_others: bool) -> tuple[Section, ...]:
    has_own = any(one.room == ROOM and one.count_id in counted for one in load_counts())
    wanted = [one for one in load_counts() if one.count_id in counted or (one.shape == NOT_KNOWN and has_own)]
    made = (
        Section(code, title, tuple(
            block_of(one, counted.get(one.count_id, ()), is_for_others=is_for_others)
            for one in wanted if one.section == code
        ))
        for code, title in SECTIONS.items()
    )  # fmt: skip
    return tuple(section for section in made if section.blocks)


def _is_opened() -> bool:
    """Ask whether the purpose opens families at all: where it does not, none to count is not nought."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_context() ->> 'clearance_2' is not null")
        return bool(cursor.fetchone()[0])


def _contact_values(on: date, at: datetime, months: int) -> dict[str, object]:
    until = max(on, at.astimezone(LONDON).date())
    clock = get_clock(RE_REFERRAL, on)
    again = f"{clock.length} {clock.unit.removeprefix('working_')}"
    return {"since": months_after(until, -months), "on": until, "at": at, "again": again}


def _episode_values(worker: SignedInWorker, on: date, at: datetime, months: int) -> dict[str, object]:
    held = Episode.objects.filter(agency_id=worker.agency_id).exclude(contact_ref="")
    received = list_days_received(held.values_list("contact_ref", flat=True))
    return {
        "agency": worker.agency_id,
        "on": on,
        "until": max(on, at.astimezone(LONDON).date()),
        "since": months_after(on, -months),
        "levels": list(SERVICE_LEVELS),
        "ranks": [level.rank for level in SERVICE_LEVELS.values()],
        "contact_refs": list(received),
        "contact_days": list(received.values()),
        "talk_late": last_day_overdue(SUPERVISION, on),
        "answer_late": last_day_overdue(HANDOVER_ANSWER, max(on, at.astimezone(LONDON).date())),
        "outside": [key for key, agency in get_agencies().items() if agency.kind in OUTSIDE_KINDS],
    }

"""Who works with the family: one line for each agency, service and worker, now and before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.apps.base.words import ago_in_words, day_in_words, listed
from kith.apps.people.queries import InvolvementRow, Member
from kith.apps.singleview.queries.naming import names_of
from kith.rules.access import CONTACT, SUMMARY

_HOUSEHOLD_FROM = 3


@dataclass(frozen=True)
class WorkLine:
    """One agency's work with one or more members. ``says_dates`` and ``says_worker`` follow the worker's level."""

    agency_kind: str
    agency_name: str
    service: str
    with_whom: str
    worker: str
    email: str
    phone: str
    is_lead: bool
    since: date | None
    ended_on: date | None
    last_contact_on: date | None
    says_dates: bool
    says_worker: bool


@dataclass(frozen=True)
class WhoWorks:
    """The lines of now, the lines that have ended, and how fresh each agency's news is."""

    now: tuple[WorkLine, ...]
    ended: tuple[WorkLine, ...]
    ended_title: str
    freshness: str
    agencies_now: int


def list_who_works(members: Sequence[Member], involvements: Sequence[InvolvementRow], *, on: date) -> WhoWorks:
    """Gather involvements into lines, the lead worker first, then whoever was in touch last."""
    names = names_of(members)
    household = {member.person_ref for member in members if member.lives_at and member.lives_at == _main_home(members)}
    now = _lines([row for row in involvements if row.is_current], names, household)
    ended = _lines([row for row in involvements if not row.is_current], names, household)
    still = {row.agency_id for row in involvements if row.is_current}
    return WhoWorks(
        tuple(now), tuple(ended), f"Work that has ended ({len(ended)})", _freshness(involvements, on), len(still)
    )


def _main_home(members: Sequence[Member]) -> str | None:
    homes = [member.lives_at for member in members if member.lives_at]
    return max(homes, key=homes.count) if homes else None


def _lines(rows: Sequence[InvolvementRow], names: dict[str, str], household: set[str]) -> list[WorkLine]:
    grouped: dict[tuple[str, str, str], list[InvolvementRow]] = defaultdict(list)
    for row in rows:
        grouped[row.agency_id, row.service or "", row.worker_name or ""].append(row)
    lines = [_line(group, names, household) for group in _each_once(grouped)]
    return sorted(lines, key=lambda line: (not line.is_lead, -(line.last_contact_on or date.min).toordinal(),
                                           -(line.ended_on or date.min).toordinal(), line.agency_name))  # fmt: skip


def _each_once(grouped: dict[tuple[str, str, str], list[InvolvementRow]]) -> list[list[InvolvementRow]]:
    """Lay who leads by what was written here, which names no service, with what the worker's agency sends of them."""
    for agency_id, service, worker in [key for key in grouped if not key[1] and key[2]]:
        sent = next((key for key in grouped if key[1] and (key[0], key[2]) == (agency_id, worker)), None)
        if sent:
            grouped[sent] += grouped.pop((agency_id, service, worker))
    return list(grouped.values())


def _line(group: Sequence[InvolvementRow], names: dict[str, str], household: set[str]) -> WorkLine:
    first = group[0]
    refs = {row.person_ref for row in group}
    is_all = len(household) >= _HOUSEHOLD_FROM and household <= refs
    ends = [row.valid_to for row in group if row.valid_to]
    return WorkLine(
        agency_kind=first.agency_kind,
        agency_name=first.agency_name,
        service=_service(first),
        with_whom="Household" if is_all else listed([name for ref, name in names.items() if ref in refs]),
        worker=first.worker_name or "",
        email=first.worker_email or "",
        phone=first.worker_phone or "",
        is_lead=any(row.is_lead for row in group),
        since=min((row.valid_from for row in group if row.valid_from), default=None),
        ended_on=max(ends) if len(ends) == len(group) else None,
        last_contact_on=max((row.last_contact_on for row in group if row.last_contact_on), default=None),
        says_dates=first.level >= SUMMARY,
        says_worker=first.level >= CONTACT,
    )


def _service(row: InvolvementRow) -> str:
    """The service, leaving out what only says the agency's name again."""
    service, agency = row.service or "", row.agency_name
    if service.casefold() in agency.casefold():
        return ""
    is_more = service.casefold().startswith(agency.casefold())
    return service[len(agency) :].lstrip(" ,") if is_more else service


def _freshness(involvements: Sequence[InvolvementRow], on: date) -> str:
    """How old each agency's news is: "Police and housing as of yesterday; health as of 9 November 2026."""
    by_day: dict[date, set[str]] = defaultdict(set)
    for row in involvements:
        if row.current_as_of and row.is_current:
            by_day[row.current_as_of].add(row.agency_name)
    if not by_day:
        return ""
    if len(by_day) == 1:
        return f"All of these as of {_as_of(next(iter(by_day)), on)}."
    newest = max(by_day)
    older = [f"{listed(sorted(by_day[day]))} as of {_as_of(day, on)}" for day in sorted(by_day) if day != newest]
    return f"{'; '.join(older)}; the others as of {_as_of(newest, on)}."


def _as_of(day: date, on: date) -> str:
    return ago_in_words(day, on) if (on - day).days < 2 else day_in_words(day)

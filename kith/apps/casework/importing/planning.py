"""Works out, before anything is written, what bringing in a register would do: who is new, here, or doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connections

from kith.apps.agencies.staffing import list_staff_ids
from kith.apps.base.sql import sql_text
from kith.apps.casework.importing.checking import CaseRow, Checked, Said
from kith.apps.casework.models import Episode, ImportedPerson
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

OWNER = "owner"


@dataclass(frozen=True)
class Who:
    """A row of the register and who it is: ``person_ref`` is empty for somebody new."""

    row: CaseRow
    person_ref: str


@dataclass(frozen=True)
class PlannedCase:
    """One case that would be opened: its people, the family they are of (empty: a new one), and who leads."""

    case_number: str
    family_ref: str
    people: tuple[Who, ...]
    lead: str

    @property
    def started_on(self) -> date:
        """The day the help began, for the first of them."""
        return min(one.row.started_on for one in self.people)

    @property
    def level(self) -> str:
        """The most intensive of the levels that its rows say."""
        return max((one.row.level for one in self.people), key=lambda code: SERVICE_LEVELS[code].rank)


@dataclass(frozen=True)
class Plan:
    """What would happen. Everything that is told of a row is told by its number."""

    cases: tuple[PlannedCase, ...] = ()
    refused: tuple[Said, ...] = ()
    doubtful: tuple[Said, ...] = ()
    known: int = 0  # rows that an earlier import brought in
    ended: int = 0
    notes: tuple[Said, ...] = field(default=())

    @property
    def new(self) -> int:
        """How many people would be written down."""
        return sum(not one.person_ref for case in self.cases for one in case.people)

    @property
    def matched(self) -> int:
        """How many people are here already."""
        return sum(bool(one.person_ref) for case in self.cases for one in case.people)


def make_plan(checked: Checked, *, agency_id: str) -> Plan:
    """Return what bringing these rows in would do. Whoever is doubtful holds up their whole case, and no other."""
    known = _known(agency_id)
    fresh = [row for row in checked.rows if (row.case_number, row.person_number) not in known]
    found = _find_who(fresh)
    begun = {case_number for case_number, _ in known}
    leads = list_staff_ids(agency_id)
    open_now = set(Episode.objects.using(OWNER).filter(ended_on=None).values_list("family_ref", flat=True))
    doubtful: list[Said] = []
    notes: list[Said] = []
    cases: dict[str, PlannedCase] = {}
    for case_number, rows in _by_case(fresh).items():
        case = _case(case_number, rows, found, leads, notes)
        doubt = _doubt(case, found, begun, open_now, {one.family_ref for one in cases.values()})
        if doubt:
            doubtful += [Said(row.number, doubt) for row in rows]
        else:
            cases[case_number] = case
    return Plan(
        cases=tuple(cases.values()), refused=checked.refused, doubtful=tuple(doubtful),
        known=len(checked.rows) - len(fresh), ended=checked.ended, notes=tuple(notes),
    )  # fmt: skip


@dataclass(frozen=True)
class _Found:
    person_ref: str
    is_doubtful: bool
    families: tuple[str, ...]


def _known(agency_id: str) -> set[tuple[str, str]]:
    rows = ImportedPerson.objects.using(OWNER).filter(agency_id=agency_id)
    return set(rows.values_list("case_number", "person_number"))


def _by_case(rows: Iterable[CaseRow]) -> dict[str, list[CaseRow]]:
    found: dict[str, list[CaseRow]] = {}
    for row in rows:
        found.setdefault(row.case_number, []).append(row)
    return found


def _find_who(rows: Sequence[CaseRow]) -> dict[int, list[_Found]]:
    names = ("number", "forename", "surname", "known_as", "born_on", "nhs_number", "upn")
    asked = {name: [getattr(row, name) for row in rows] for name in names}
    found: dict[int, list[_Found]] = {}
    with connections[OWNER].cursor() as cursor:
        cursor.execute(sql_text("kith.apps.casework.importing", "find_who"), asked)
        for number, person_ref, is_doubtful, families, _ in cursor.fetchall():
            found.setdefault(number, []).append(_Found(person_ref, is_doubtful, tuple(families)))
    return found


def _case(
    case_number: str,
    rows: Sequence[CaseRow],
    found: Mapping[int, list[_Found]],
    leads: frozenset[str],
    notes: list[Said],
) -> PlannedCase:
    people = tuple(Who(row, fits[0].person_ref if (fits := found.get(row.number, [])) else "") for row in rows)
    families = {family for row in rows for one in found.get(row.number, []) for family in one.families}
    lead = next((row.lead for row in rows if row.lead), "")
    if lead and lead not in leads:
        notes.append(Said(rows[0].number, "Its lead worker is on no list of workers: it would be opened without one."))
        lead = ""
    return PlannedCase(case_number, min(families, default=""), people, lead)


def _doubt(
    case: PlannedCase, found: Mapping[int, list[_Found]], begun: set[str], open_now: set[str], taken: set[str]
) -> str:
    """Return why a person must look at the case; empty where nothing is doubtful."""
    fits = [found.get(one.row.number, []) for one in case.people]
    families = {family for each in fits for one in each for family in one.families}
    if any(len(each) > 1 for each in fits):
        return "Several people who are here fit one of its rows."
    if any(one.is_doubtful for each in fits for one in each):
        return "Somebody who is here fits one of its rows, but something else speaks against it."
    refs = [one.person_ref for one in case.people if one.person_ref]
    if len(set(refs)) < len(refs):
        return "Two of its rows are of one person who is here."
    if len(families) > 1:
        return "The people of this case who are here are of several families."
    if case.case_number in begun:
        return "The case was brought in before, without this person: add them on the family's page."
    if case.family_ref and case.family_ref in open_now | taken:
        return "Its family has an open episode already."
    return ""

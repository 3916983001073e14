"""Reads who works with a family, what has happened, and how much of it the worker may see and why."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from kith.apps.agencies.queries import WorkerRow, list_workers
from kith.apps.base.works_with import WorksWith, list_all
from kith.apps.governance.access import FamilyAccess
from kith.apps.people.models import Dwelling, Fact, Involvement, Residence
from kith.apps.people.queries.page import Page, is_withheld, read_once, read_page, read_residences
from kith.apps.people.queries.shapes import FactRow, InvolvementRow, LevelRow
from kith.rules.access import CONTACT, DETAIL, LEVELS, SUMMARY, YES_NO, Decision
from kith.vocabulary.codes.agency_kinds import telling_category
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.fact_kinds import FACT_KINDS

UNIT_SEPARATOR = "\x1f"  # between the records of a row of which several say so


def list_involvements(access: FamilyAccess) -> tuple[InvolvementRow, ...]:
    """Return each agency's work with each member, the current first; only what is at level 2 or above."""
    page = read_page(access)
    held = _involvements(page)
    workers = list_workers({(row.agency_id, row.staff_id) for row in held if row.staff_id})
    rows = [(_involvement(page, row, workers.get((row.agency_id, row.staff_id))), row) for row in held]
    rows += _written_here(page)
    kept = [(row, of) for row, of in rows if row.level >= (CONTACT if row.is_current else SUMMARY)]
    access.shown.put("work", [(row.person_ref, of.category, row.level) for row, of in kept])
    shown = (row for row, _ in kept)
    return tuple(sorted(shown, key=lambda row: (not row.is_current, not row.is_lead, row.agency_name, row.person_ref)))


def list_facts(access: FamilyAccess) -> tuple[FactRow, ...]:
    """Return what has happened, oldest first; only what is at level 3 or above."""
    page = read_page(access)
    rows = [_fact(page, fact, _decide_fact(page, fact)) for fact in _facts(page)]
    shown = [row for row in rows if row.level >= SUMMARY]
    access.shown.put("facts", [(row.person_ref or "", row.category, row.level) for row in shown])
    return tuple(sorted(shown, key=lambda row: (row.happened_on, row.fact_id)))


def list_levels(access: FamilyAccess) -> tuple[LevelRow, ...]:
    """Return how much of what each agency holds the worker sees, and why; what is at level 0 is not mentioned."""
    page = read_page(access)
    groups: dict[tuple[str, int, str, str], set[str]] = {}
    for agency_id, category, decision in _list_held(page):
        if decision.level >= YES_NO:
            reason = access.standing.explain(decision, is_own=agency_id == access.standing.worker.agency_id)
            groups.setdefault((agency_id, decision.level, decision.gate or "", reason), set()).add(category)
    rows = [_level(page, *key, categories) for key, categories in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.level, row.agency_name, row.categories)))


def _involvements(page: Page) -> list[Involvement]:
    rows = Involvement.objects.filter(run_id=page.run.key, person_ref__in=list(page.people))
    return read_once(page.access, "involvements", lambda: list(rows))


def _written_here(page: Page) -> list[tuple[InvolvementRow, Involvement]]:
    """Return who leads the help by what was written here, in the shape of what agencies send; cut as that is."""
    said = [each for each in list_all(page.access) if each.person_ref in page.people]
    workers = list_workers({(each.agency_id, each.staff_id) for each in said})
    rows = [_as_involvement(page, each) for each in said]
    return [(_involvement(page, row, workers.get((row.agency_id, row.staff_id))), row) for row in rows]


def _as_involvement(page: Page, said: WorksWith) -> Involvement:
    agency = page.agencies.get(said.agency_id)
    category = telling_category(agency.kind if agency else "")
    return Involvement(
        run_id=page.run.key,
        person_ref=said.person_ref,
        agency_id=said.agency_id,
        staff_id=said.staff_id,
        service=said.service,
        role=said.role,
        is_lead=said.is_lead,
        valid_from=said.since,
        category=category,
        sensitivity=CATEGORIES[category].sensitivity,
        records="",
    )


def _decide_involvement(page: Page, row: Involvement) -> Decision:
    return page.decide_held(row.person_ref, row.agency_id, row.category, row.sensitivity)


def _involvement(page: Page, row: Involvement, worker: WorkerRow | None) -> InvolvementRow:
    level = _decide_involvement(page, row).level
    agency = page.agencies.get(row.agency_id)
    has_dates = level >= SUMMARY
    return InvolvementRow(
        person_ref=row.person_ref,
        agency_id=row.agency_id,
        agency_name=agency.name if agency else row.agency_id,
        agency_kind=agency.kind if agency else "",
        level=level,
        service=row.service or None,
        worker_name=worker.name if worker else None,
        worker_email=(worker.email or None) if worker else None,
        worker_phone=(worker.phone or None) if worker else None,
        role=row.role or None,
        is_lead=row.is_lead,
        is_current=row.valid_to is None or row.valid_to > page.access.standing.on,
        valid_from=row.valid_from if has_dates else None,
        valid_to=row.valid_to if has_dates else None,
        last_contact_on=row.last_contact_on if has_dates else None,
        current_as_of=page.currency.get(row.agency_id),
        records=tuple(row.records.split(UNIT_SEPARATOR)) if row.records else (),
    )


def _facts(page: Page) -> list[Fact]:
    """Return the facts about visible members, and about dwellings while members lived there."""
    return read_once(page.access, "facts", lambda: _read_facts(page))


def _read_facts(page: Page) -> list[Fact]:
    residences, dwellings = read_residences(page)
    homes = [row for row in residences if _tells_of_the_family(page, row, dwellings.get(row.dwelling_id))]
    about = Q(person_ref__in=list(page.people)) | Q(dwelling_id__in={row.dwelling_id for row in homes}, person_ref="")
    facts = Fact.objects.filter(about, run_id=page.run.key)
    return [fact for fact in facts if fact.person_ref or _lived_there(fact, homes)]


def _tells_of_the_family(page: Page, row: Residence, dwelling: Dwelling | None) -> bool:
    """Say no for a place shared with strangers, whose doings are not this family's, and for one that is withheld."""
    return dwelling is not None and not dwelling.is_communal and not is_withheld(page, row.person_ref, dwelling)


def _lived_there(fact: Fact, homes: Iterable[Residence]) -> bool:
    return any(
        home.dwelling_id == fact.dwelling_id
        and (home.valid_from is None or home.valid_from <= (fact.ended_on or fact.happened_on))
        and (home.valid_to is None or fact.happened_on < home.valid_to)
        for home in homes
    )


def _decide_fact(page: Page, fact: Fact) -> Decision:
    return page.decide_held(fact.person_ref, fact.agency_id, fact.category, fact.sensitivity)


def _fact(page: Page, fact: Fact, decision: Decision) -> FactRow:
    agency = page.agencies.get(fact.agency_id)
    kind = FACT_KINDS.get(fact.kind)
    is_whole = decision.level >= DETAIL
    return FactRow(
        fact_id=fact.fact_id,
        person_ref=fact.person_ref or None,
        dwelling_id=fact.dwelling_id or None,
        agency_id=fact.agency_id,
        agency_name=agency.name if agency else fact.agency_id,
        agency_kind=agency.kind if agency else "",
        kind=fact.kind,
        label=kind.label if kind else "Something recorded",
        tone=kind.tone if kind else "NEUTRAL",
        category=fact.category,
        level=decision.level,
        happened_on=fact.happened_on,
        ended_on=fact.ended_on,
        is_spell=fact.is_spell,
        detail=(fact.detail or None) if is_whole else None,
        amount=fact.amount if is_whole else None,
        unit=(fact.unit or None) if is_whole else None,
        source=fact.source,
        current_as_of=page.currency.get(fact.agency_id),
        record=fact.record,
    )


def _list_held(page: Page) -> list[tuple[str, str, Decision]]:
    """Decide on each kind of thing an agency holds, of which the database tells no more than that it is there."""
    with connection.cursor() as cursor:
        cursor.execute("select person_ref, agency_id, category, sensitivity from kith_held()")
        held = cursor.fetchall()
    return [
        (agency_id, category, page.decide_held(person_ref, agency_id, category, sensitivity))
        for person_ref, agency_id, category, sensitivity in held
        if not person_ref or person_ref in page.people
    ]


def _level(page: Page, agency_id: str, level: int, gate: str, reason: str, categories: set[str]) -> LevelRow:
    agency = page.agencies.get(agency_id)
    labels = sorted(CATEGORIES[code].label if code in CATEGORIES else code.lower() for code in categories)
    return LevelRow(
        agency_id=agency_id,
        agency_name=agency.name if agency else agency_id,
        agency_kind=agency.kind if agency else "",
        categories=tuple(labels),
        level=level,
        level_label=LEVELS[level],
        gate=gate or None,
        reason=reason,
    )

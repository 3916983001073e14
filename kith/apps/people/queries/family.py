"""Reads one family's page: who they are to each other, where they live, and who leads the help."""

from __future__ import annotations

from dataclasses import replace

from kith.apps.governance.access import FamilyAccess
from kith.apps.people.ages import age_on, family_name, full_name, short_name
from kith.apps.people.models import Dwelling, FamilyDetails, PersonDetails, Relation, Residence
from kith.apps.people.queries.bonds import SaidRow, lay_over, list_said, list_waiting
from kith.apps.people.queries.homes_left import LeftRow, lay_left_over, list_left
from kith.apps.people.queries.page import Page, is_withheld, read_page, read_residences
from kith.apps.people.queries.search import TIE_WORDS
from kith.apps.people.queries.shapes import (
    LIVES_ELSEWHERE,
    WITHHELD_ADDRESS,
    FamilyHeader,
    Member,
    RelationRow,
    ResidenceRow,
)
from kith.apps.people.queries.work import list_facts, list_involvements
from kith.rules.access import SUMMARY, YES_NO

_FIRST_REFERRAL_KINDS = frozenset({"CONTACT", "EARLY_HELP_ASSESSMENT", "EARLY_HELP_EPISODE"})
_ROLE_ORDER = ("PARENT", "OTHER_ADULT", "CHILD")


def get_family_header(access: FamilyAccess) -> FamilyHeader:
    """Return the family's name, who leads the help and how many agencies work with them now."""
    page = read_page(access)
    current = [row for row in list_involvements(access) if row.is_current]
    leads = sorted((row for row in current if row.is_lead and row.worker_name), key=lambda row: str(row.valid_from))
    lead = leads[-1] if leads else None
    return FamilyHeader(
        family_ref=access.family_ref,
        name=_name(page),
        relationship=TIE_WORDS.get(access.strongest_tie, ""),
        lead_worker=lead.worker_name if lead else None,
        lead_agency=lead.agency_name if lead else None,
        lead_since=lead.valid_from if lead else None,
        agencies_now=len({row.agency_id for row in current}),
        as_at=page.run.as_at,
        is_hiding=bool(page.shielded & page.people.keys()),
    )


def _name(page: Page) -> str:
    """Return the family's name; it may be that of someone who must not be found, and is then drawn from the others."""
    of_family = FamilyDetails.objects.filter(run_id=page.run.key, family_ref=page.access.family_ref)
    name = of_family.values_list("name", flat=True).first()
    if page.people and (name is None or page.shielded - page.people.keys()):
        return family_name(page.people.values())
    return name or "This family"


def list_members(access: FamilyAccess) -> tuple[Member, ...]:
    """Return the members whom the worker may know of: adults first, then children, the oldest first."""
    page = read_page(access)
    homes = _homes(list_residences(access))
    first = _first_referred(access)
    members = [_member(page, person, homes.get(ref), ref == first) for ref, person in page.people.items()]
    access.shown.put("members", [(ref, "IDENTITY", page.decide_person(ref, "IDENTITY").level) for ref in page.people])
    return tuple(
        sorted(
            members, key=lambda member: (_ROLE_ORDER.index(member.role), str(member.born_on or "9"), member.person_ref)
        )
    )


def list_relations(access: FamilyAccess) -> tuple[RelationRow, ...]:
    """Return the bonds between members where the worker may know of both ends, as workers corrected them."""
    page = read_page(access)
    seen = _of_known_bonds(page)
    rows = Relation.objects.filter(run_id=page.run.key, from_person_ref__in=seen, to_person_ref__in=seen)
    known = [
        RelationRow(
            from_ref=row.from_person_ref,
            kind=row.kind,
            to_ref=row.to_person_ref,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            sources=_names(row.sources),
        )
        for row in rows.order_by("from_person_ref", "kind", "to_person_ref")
        if frozenset((row.from_person_ref, row.to_person_ref)) not in page.hidden_pairs
    ]
    shown = tuple(lay_over(known, list_said(page, seen), list_waiting(page, seen)))
    ends = [ref for row in shown for ref in (row.from_ref, row.to_ref)]
    access.shown.put("relations", [(ref, "RELATIONS", page.decide_person(ref, "RELATIONS").level) for ref in ends])
    return shown


def list_said_of_bonds(access: FamilyAccess) -> tuple[SaidRow, ...]:
    """Return what workers said of the bonds between members: what waits for a second word, then what holds."""
    page = read_page(access)
    seen = _of_known_bonds(page)
    said = (*list_waiting(page, seen), *list_said(page, seen))
    ends = [ref for one in said for ref in (one.from_ref, one.to_ref)]
    access.shown.put("said_of_bonds", [(ref, "RELATIONS", page.decide_person(ref, "RELATIONS").level) for ref in ends])
    return said


def list_whose_bonds_are_known(access: FamilyAccess) -> tuple[str, ...]:
    """Return the members between whom this worker may read bonds: nobody else can be named in a correction."""
    return tuple(_of_known_bonds(read_page(access)))


def _of_known_bonds(page: Page) -> list[str]:
    return [ref for ref in page.people if page.decide_person(ref, "RELATIONS").level >= SUMMARY]


def list_residences(access: FamilyAccess) -> tuple[ResidenceRow, ...]:
    """Return where members live and lived, newest first.

    A protected place where somebody lives now is there as "withheld"; that they once lived at one is not told. Of an
    adult who lives apart from the children there is only that they live elsewhere, and homes the family shared. Where a
    worker said that somebody has left, they have.
    """
    page = read_page(access)
    residences, dwellings = read_residences(page)
    shared = {row.dwelling_id for row in residences if row.person_ref not in page.apart}
    hidden = sorted({row.dwelling_id for row in residences} - shared)
    rows = [
        _elsewhere(row, hidden.index(row.dwelling_id))
        if row.dwelling_id in hidden
        else _residence(page, row, dwellings)
        for row in residences
        if row.valid_to is None or row.dwelling_id not in hidden
    ]
    rows = lay_left_over(rows, list_left(list(page.people)))
    rows = [row for row in rows if row.is_current or not row.is_withheld]
    access.shown.put("residences", [(row.person_ref, "ADDRESS", _address_level(page, row)) for row in rows])
    return tuple(sorted(rows, key=lambda row: (row.valid_to is None, str(row.valid_from or "")), reverse=True))


def list_homes_to_leave(access: FamilyAccess) -> tuple[ResidenceRow, ...]:
    """Return the homes of which a worker may say that somebody lives there no longer: those of which they read where.

    Not of somebody who must not be found: who keeps them hidden says where they live.
    """
    page = read_page(access)
    _, dwellings = read_residences(page)
    return tuple(
        row
        for row in list_residences(access)
        if row.is_current
        and row.dwelling_id in dwellings
        and not dwellings[row.dwelling_id].is_protected
        and row.person_ref not in page.shielded
    )


def list_homes_left(access: FamilyAccess) -> tuple[LeftRow, ...]:
    """Return what workers said of where members no longer live, of places that this worker reads of."""
    page = read_page(access)
    _, dwellings = read_residences(page)
    return tuple(one for one in list_left(list(page.people)) if one.dwelling_id in dwellings)


def _member(page: Page, person: PersonDetails, lives_at: str | None, is_first_referred: bool) -> Member:
    may_see_dates = page.decide_person(person.person_ref, "IDENTITY").level >= SUMMARY
    day = person.died_on or page.access.standing.on
    return Member(
        person_ref=person.person_ref,
        name=full_name(person),
        short_name=short_name(person),
        role=page.roles[person.person_ref],
        age=age_on(person.born_on, day) if may_see_dates else None,
        born_on=person.born_on if may_see_dates else None,
        due_on=person.due_on,
        died_on=person.died_on if may_see_dates else None,
        sex=(person.sex or None) if may_see_dates else None,
        lives_at=lives_at,
        is_first_referred=is_first_referred,
    )


def _residence(page: Page, row: Residence, dwellings: dict[str, Dwelling]) -> ResidenceRow:
    dwelling = dwellings.get(row.dwelling_id)
    if dwelling is None or is_withheld(page, row.person_ref, dwelling):
        return _withheld(row)
    return ResidenceRow(
        person_ref=row.person_ref,
        dwelling_id=row.dwelling_id,
        address=dwelling.address_text,
        postcode=dwelling.postcode or None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        last_seen_on=row.last_seen_on,
        is_withheld=False,
        is_communal=dwelling.is_communal,
        sources=_names(row.sources),
        household_status=dwelling.household_status if row.valid_to is None else "",
    )


def _address_level(page: Page, row: ResidenceRow) -> int:
    """Return how much the row says: where, or only that there is a place."""
    says_where = not row.is_withheld and row.address != LIVES_ELSEWHERE
    return page.decide_person(row.person_ref, "ADDRESS").level if says_where else YES_NO


def _withheld(row: Residence) -> ResidenceRow:
    """Return that the person lives or lived somewhere, and nothing by which the place or its time could be told."""
    return ResidenceRow(
        person_ref=row.person_ref,
        dwelling_id=None,
        address=WITHHELD_ADDRESS,
        postcode=None,
        valid_from=None,
        valid_to=row.valid_to,  # only rows without an end are shown
        last_seen_on=None,
        is_withheld=True,
        is_communal=False,
    )


def _elsewhere(row: Residence, number: int) -> ResidenceRow:
    """Return that the person lives elsewhere; the number tells one place from another and nothing more."""
    return replace(_withheld(row), dwelling_id=f"elsewhere:{number}", address=LIVES_ELSEWHERE, is_withheld=False)


def _homes(residences: tuple[ResidenceRow, ...]) -> dict[str, str]:
    """Return each member's one home: of several that still hold, the one most lately confirmed."""
    current = [row for row in residences if row.is_current and row.dwelling_id]
    current.sort(key=lambda row: (str(row.last_seen_on or ""), str(row.valid_from or "")))
    return {row.person_ref: row.dwelling_id for row in current if row.dwelling_id}


def _first_referred(access: FamilyAccess) -> str | None:
    """Return the child whom the first contact or offer of help was about, as far as the worker may know."""
    page = read_page(access)
    firsts = (
        fact.person_ref
        for fact in list_facts(access)
        if fact.kind in _FIRST_REFERRAL_KINDS and page.roles.get(fact.person_ref or "") == "CHILD"
    )
    return next(firsts, None)


def _names(sources: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in sources.split(",") if name.strip())

"""What every query of one family's page stands on: the live run, and the members whom the worker may know of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from kith.apps.agencies.queries import AgencyRow, get_agencies
from kith.apps.governance.access import FamilyAccess
from kith.apps.intake.queries import RunRow, find_live_run, get_currency, get_live_run, no_run
from kith.apps.people.models import Dwelling, FamilyMember, PersonDetails, Relation, Residence
from kith.apps.people.queries.written import list_written_members
from kith.rules.access import CONTACT, NOTHING, SUMMARY, Decision, Gate, Purpose

WHOLE_PURPOSES = frozenset({Purpose.SAFEGUARDING.value, Purpose.RIGHTS.value})

Found = TypeVar("Found")


@dataclass(frozen=True)
class Page:
    """Read once while the door stands open. ``people`` are the members at level 2 or above, by reference."""

    access: FamilyAccess
    run: RunRow
    agencies: dict[str, AgencyRow]
    currency: dict[str, date | None]
    roles: dict[str, str]
    people: dict[str, PersonDetails]
    shielded: frozenset[str]
    hidden_pairs: frozenset[frozenset[str]]  # relations that must not be told to this worker
    apart: frozenset[str]  # adults who live elsewhere than the family's children, but for safeguarding

    def decide_person(self, person_ref: str, category: str) -> Decision:
        """Return how much of what Kith compiled about a member may be shown."""
        return self.access.decide(
            owner=None, category=category, is_shielded=person_ref in self.shielded, person_ref=person_ref
        )

    def decide_held(self, person_ref: str, owner: str, category: str, sensitivity: int | None = None) -> Decision:
        """Return how much of what an agency holds about a member may be shown.

        The history of an adult who lives apart is not the children's: it is left out, but for the agency's own worker
        and for safeguarding.
        """
        decision = self.access.decide(
            owner=owner,
            category=category,
            sensitivity=sensitivity,
            is_shielded=person_ref in self.shielded,
            person_ref=person_ref,
        )
        if person_ref in self.apart and owner != self.access.standing.worker.agency_id:
            return Decision(NOTHING, Gate.RELATIONSHIP, decision.obligations)
        return decision


def read_page(access: FamilyAccess) -> Page:
    """Return the page of the family that ``access`` opens; read at the first query, the same for all the others."""
    return read_once(access, "page", lambda: _read(access))


def read_once(access: FamilyAccess, name: str, read: Callable[[], Found]) -> Found:
    """Return what ``read`` gave the first time while this door stands open; it is forgotten when the door closes."""
    if name not in access.read:
        access.read[name] = read()
    return cast(Found, access.read[name])


def read_residences(page: Page) -> tuple[list[Residence], dict[str, Dwelling]]:
    """Return where the visible members live and lived, and those dwellings by id."""
    return read_once(page.access, "residences", lambda: _residences(page))


def _residences(page: Page) -> tuple[list[Residence], dict[str, Dwelling]]:
    may_see = [ref for ref in page.people if page.decide_person(ref, "ADDRESS").level >= SUMMARY]
    residences = list(Residence.objects.filter(run_id=page.run.key, person_ref__in=may_see))
    ids = {residence.dwelling_id for residence in residences}
    dwellings = Dwelling.objects.filter(run_id=page.run.key, dwelling_id__in=ids)
    return residences, {dwelling.dwelling_id: dwelling for dwelling in dwellings}


def is_withheld(page: Page, person_ref: str, dwelling: Dwelling | None) -> bool:
    """Answer whether a place is kept back: protected, and the worker not cleared for this person's whereabouts."""
    if dwelling is None:
        return True
    if not (dwelling.is_protected or person_ref in page.shielded):
        return False
    decision = page.access.decide(owner=None, category="PROTECTED_ADDRESS", is_shielded=True, person_ref=person_ref)
    return decision.level < SUMMARY


def _read(access: FamilyAccess) -> Page:
    written = list_written_members([access.family_ref])
    # A council that has begun without any run has the families that were written down, and them alone.
    run = (find_live_run() or no_run(access.standing.on)) if written else get_live_run()
    members = FamilyMember.objects.filter(run_id=run.key, family_ref=access.family_ref)
    roles = dict(members.values_list("person_ref", "role")) | {one.person_ref: one.role for one, _ in written}
    shielded = access.shielded_among(list(roles))
    access.standing.hear(roles)
    hidden = access.hidden_pairs_among(roles)
    untold = _untold(run.key, roles, hidden)
    visible = [
        ref
        for ref in roles
        if ref not in untold
        and access.decide(owner=None, category="IDENTITY", is_shielded=ref in shielded, person_ref=ref).level >= CONTACT
    ]
    people = [
        person
        for person in (
            *PersonDetails.objects.filter(run_id=run.key, person_ref__in=visible),
            *(person for _, person in written if person.person_ref in visible),
        )
        if may_know_of(access, person, is_shielded=person.person_ref in shielded)
    ]
    homes = Residence.objects.filter(run_id=run.key, person_ref__in=visible, valid_to=None)
    return Page(
        access=access,
        run=run,
        agencies=get_agencies(),
        currency=get_currency(run.key),
        roles=roles,
        people={person.person_ref: person for person in people},
        shielded=shielded,
        hidden_pairs=hidden,
        apart=_apart(access, roles, list(homes.values_list("person_ref", "dwelling_id"))),
    )


def may_know_of(access: FamilyAccess, person: PersonDetails, *, is_shielded: bool) -> bool:
    """Answer whether a member may be named: a baby not yet born is what health knows of the mother."""
    is_unborn = person.born_on is None and person.due_on is not None
    if not is_unborn:
        return True
    decision = access.decide(owner=None, category="HEALTH", is_shielded=is_shielded, person_ref=person.person_ref)
    return decision.level >= SUMMARY


def _untold(run_id: int, roles: dict[str, str], pairs: frozenset[frozenset[str]]) -> frozenset[str]:
    """Return the adults whose only bond with the family is one that must not be told: they are not there at all."""
    if not pairs:
        return frozenset()
    relations = Relation.objects.filter(run_id=run_id, from_person_ref__in=roles, to_person_ref__in=roles)
    ends = relations.values_list("from_person_ref", "to_person_ref")
    bound = {ref for one, other in ends if frozenset((one, other)) not in pairs for ref in (one, other)}
    hidden = {ref for pair in pairs for ref in pair}
    return frozenset(ref for ref in hidden if roles[ref] != "CHILD" and ref not in bound)


def _apart(access: FamilyAccess, roles: dict[str, str], homes: list[tuple[str, str]]) -> frozenset[str]:
    """Return the adults known to live elsewhere than any child of the family; nobody where safety is the purpose."""
    with_children = {dwelling for ref, dwelling in homes if roles[ref] == "CHILD"}
    if not with_children or access.standing.purpose in WHOLE_PURPOSES:
        return frozenset()
    near = {ref for ref, dwelling in homes if dwelling in with_children}
    return frozenset(ref for ref, _ in homes if roles[ref] != "CHILD" and ref not in near)

"""Searches the families a worker has ties to, and lists them; everything else is one and the same empty answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from kith.apps.base.sql import sql_text
from kith.apps.base.written_down import find_written
from kith.apps.governance.access import FamilyAccess, SearchAccess, open_search
from kith.apps.governance.queries import PurposeChoice
from kith.apps.intake.queries import find_live_run
from kith.apps.people.ages import age_on, family_name, full_name
from kith.apps.people.models import FamilyDetails, FamilyMember, PersonDetails
from kith.apps.people.queries.asked import Asked, read_asked
from kith.apps.people.queries.page import may_know_of
from kith.apps.people.queries.shapes import FoundFamily, FoundPerson, SearchAnswer
from kith.apps.people.queries.written import NO_RUN, list_written_members
from kith.rules.access import CONTACT, SUMMARY

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

TIE_WORDS = {
    "LEAD": "You are this family's lead worker",
    "TEAM": "You work with this family",
    "MANAGES": "Your agency works with this family",
    "DUTY": "A contact about this family has just come in",
    "RIGHTS_REQUEST": "You are answering a request about rights",
    "SELF_CLAIMED": "You said that you work with this family",
}
MOST_PEOPLE = 200
MOST_FAMILIES = 50


def search(
    worker: SignedInWorker | None, purpose: PurposeChoice | str | None, text: str, *, born_on: date | None = None
) -> SearchAnswer:
    """Return the families and people that fit ``text`` among those the worker may see; the search is logged."""
    asked = read_asked(text, born_on)
    with open_search(worker, purpose, asked=f"{text} {born_on or ''}") as door:
        return SearchAnswer() if asked.is_empty else _answer(door, asked)


def list_my_families(
    worker: SignedInWorker | None, purpose: PurposeChoice | str | None, *, most: int = MOST_FAMILIES
) -> tuple[FoundFamily, ...]:
    """Return the families that the worker's ties open for this purpose, closest tie first; the list is logged."""
    with open_search(worker, purpose) as door:
        order = list(TIE_WORDS)
        refs = sorted(door.families, key=lambda ref: (order.index(door.families[ref].strongest_tie), ref))[:most]
        run = find_live_run()
        found = _families(door, run.key if run else NO_RUN, refs, matched=set())
        door.found_family_refs = tuple(family.family_ref for family in found)
        door.found_person_refs = tuple(person.person_ref for family in found for person in family.people)
        return found


def name_families(door: SearchAccess, family_refs: Collection[str]) -> dict[str, FoundFamily]:
    """Return those of these families that the door opens, by reference, with who is in them; put in its log line."""
    run = find_live_run()
    refs = [ref for ref in dict.fromkeys(family_refs) if ref in door.families]
    found = _families(door, run.key if run else NO_RUN, refs, matched=set())
    door.found_family_refs = tuple(family.family_ref for family in found)
    door.found_person_refs = tuple(person.person_ref for family in found for person in family.people)
    return {family.family_ref: family for family in found}


def _answer(door: SearchAccess, asked: Asked) -> SearchAnswer:
    run = find_live_run()
    run_id = run.key if run else NO_RUN
    rows = _found_rows(door, run_id, asked)
    visible = _visible(door, rows)
    refs = list(dict.fromkeys(family_ref for family_ref, _ in visible if family_ref))[:MOST_FAMILIES]
    families = _families(door, run_id, refs, matched={person_ref for _, person_ref in visible})
    alone = [person_ref for family_ref, person_ref in visible if not family_ref]
    people = _people_alone(door, run_id, alone)
    door.found_family_refs = tuple(family.family_ref for family in families)
    seen = [person.person_ref for family in families for person in family.people]
    door.found_person_refs = (*seen, *(person.person_ref for person in people))
    return SearchAnswer(families, people)


def _found_rows(door: SearchAccess, run_id: int, asked: Asked) -> list[tuple[str, str]]:
    """Find who fits; where a place was typed too, only of the families that live there."""
    if not asked.is_of_a_place:
        written = find_written(asked.words, asked.born_on, asked.nhs_number, asked.ref)
        return [*_find(door, run_id, asked), *(row for row in written if row[0] in door.families)]
    door.is_by_place = True
    with connection.cursor() as cursor:
        cursor.execute("select * from kith_find_at_address(%s, %s)", [list(asked.address), asked.postcode])
        there = cursor.fetchall()
    families = {family_ref for family_ref, _ in there}
    return [row for row in _find(door, run_id, asked) if row[0] in families] if asked.is_of_somebody else there


def _find(door: SearchAccess, run_id: int, asked: Asked) -> list[tuple[str, str]]:
    parameters: dict[str, Any] = {
        "run_id": run_id,
        "family_refs": list(door.families),
        "person_refs": list(door.person_refs),
        "words": list(asked.words),
        "born_on": asked.born_on,
        "nhs_number": asked.nhs_number,
        "ref": asked.ref,
        "limit": MOST_PEOPLE,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql_text("kith.apps.people.queries", "find_people"), parameters)
        return [(family_ref, person_ref) for family_ref, person_ref, _ in cursor.fetchall()]


def _visible(door: SearchAccess, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Drop the shielded before anything is counted: a family is not found by a member who must not be."""
    by_family: dict[str, list[str]] = {}
    for family_ref, person_ref in rows:
        by_family.setdefault(family_ref, []).append(person_ref)
    hidden = {
        (family_ref, person_ref)
        for family_ref, refs in by_family.items()
        if family_ref
        for person_ref in _hidden(door.families[family_ref], refs)
    }
    return [row for row in rows if row not in hidden]


def _hidden(access: FamilyAccess, person_refs: list[str]) -> set[str]:
    shielded = access.shielded_among(person_refs)
    access.standing.hear(person_refs)
    return {ref for ref in person_refs if _level(access, ref, is_shielded=ref in shielded) < CONTACT}


def _level(access: FamilyAccess, person_ref: str, *, is_shielded: bool) -> int:
    return access.decide(owner=None, category="IDENTITY", is_shielded=is_shielded, person_ref=person_ref).level


def _families(door: SearchAccess, run_id: int, refs: list[str], *, matched: set[str]) -> tuple[FoundFamily, ...]:
    names = dict(FamilyDetails.objects.filter(run_id=run_id, family_ref__in=refs).values_list("family_ref", "name"))
    members: dict[str, list[FamilyMember]] = {}
    for member in FamilyMember.objects.filter(run_id=run_id, family_ref__in=refs):
        members.setdefault(member.family_ref, []).append(member)
    people = _details(run_id, [member.person_ref for group in members.values() for member in group])
    for member, person in list_written_members(refs):
        members.setdefault(member.family_ref, []).append(member)
        people[person.person_ref] = person
    return tuple(
        FoundFamily(
            family_ref=ref,
            name=_name(door.families[ref], names.get(ref), members[ref], people),
            relationship=TIE_WORDS.get(door.families[ref].strongest_tie, ""),
            is_hiding=bool(door.families[ref].hidden_ties),
            people=_found_people(door.families[ref], members[ref], people, matched),
        )
        for ref in refs
        if ref in members
    )


def _name(access: FamilyAccess, name: str | None, members: list[FamilyMember], people: dict[str, PersonDetails]) -> str:
    """Return the family's name; it may be that of someone who must not be found, and is then drawn from the others."""
    refs = [member.person_ref for member in members]
    hidden = _hidden(access, refs)
    if name and not hidden:
        return name
    return family_name(people[ref] for ref in refs if ref in people and ref not in hidden)


def _found_people(
    access: FamilyAccess, members: list[FamilyMember], people: dict[str, PersonDetails], matched: set[str]
) -> tuple[FoundPerson, ...]:
    hidden = _hidden(access, [member.person_ref for member in members])
    found = [
        _found(
            people[member.person_ref],
            access,
            member.role,
            _level(access, member.person_ref, is_shielded=False) >= SUMMARY,
            member.person_ref in matched,
        )
        for member in members
        if member.person_ref in people
        and member.person_ref not in hidden
        and may_know_of(access, people[member.person_ref], is_shielded=False)
    ]
    return tuple(sorted(found, key=lambda person: (not person.is_match, -(person.age or 0), person.name)))


def _found(
    person: PersonDetails, access: FamilyAccess, role: str | None, may_see_age: bool, is_match: bool
) -> FoundPerson:
    age = age_on(person.born_on, access.standing.on) if may_see_age and person.died_on is None else None
    return FoundPerson(person.person_ref, full_name(person), age, role, is_match)


def _people_alone(door: SearchAccess, run_id: int, refs: list[str]) -> tuple[FoundPerson, ...]:
    people = _details(run_id, refs)
    return tuple(
        FoundPerson(ref, full_name(people[ref]), age_on(people[ref].born_on, door.standing.on), None, True)
        for ref in dict.fromkeys(refs)
        if ref in people
    )


def _details(run_id: int, refs: list[str]) -> dict[str, PersonDetails]:
    found = PersonDetails.objects.filter(run_id=run_id, person_ref__in=refs)
    return {person.person_ref: person for person in found}

"""Opens a few episodes in the example council, the way its workers do, so that no page of them is empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model

from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker
from kith.apps.casework.actions.first_come import SomebodyElseWasFirst
from kith.apps.casework.actions.handing_over import offer
from kith.apps.casework.actions.leading import add_to_team
from kith.apps.casework.actions.levels import change_level
from kith.apps.casework.actions.notes import Significant, write_note
from kith.apps.casework.actions.opening import FirstLead, open_episode
from kith.apps.casework.actions.recording import record_supervision, refer_to_service
from kith.apps.casework.queries.episode import find_episode
from kith.apps.casework.queries.shapes import EpisodePage
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.people.queries import list_members, list_my_families
from kith.rules.access import Purpose

PURPOSE = Purpose.EARLY_HELP_SUPPORT
MARLOWES = "The Marlowe family"
LEAD, MANAGER, CARE_MANAGER, CARE_WORKER = "donna.taylor", "danielle.martin", "heather.briggs", "heather.walker"
OTHERS = 4  # families of the early help team beside the Marlowes
WHY = "More days in school, calmer mornings, and one person to ring."

Act = Callable[[FamilyAccess, EpisodePage], object]


def plant_episodes(marlowes_lead: str) -> int:
    """Open them, and let things happen in them; return how many, none where the example's workers are not there."""
    lead, manager, care = _worker(marlowes_lead), _worker(MANAGER), _worker(CARE_MANAGER)
    opened = 0
    if lead:
        opened += _plant_marlowes(lead)
    if manager:
        opened += _plant_early_help(manager)
    if care:
        opened += _plant_protection(care)
    return opened


def _plant_marlowes(lead: SignedInWorker) -> int:
    refs = [each.family_ref for each in list_my_families(lead, PURPOSE) if each.name == MARLOWES]
    if not refs or not _open(lead, refs[0], lead):
        return 0
    _act(lead, refs[0], lambda access, page: refer_to_service(
        access, page, service="Calm mornings group", why="They asked for it.", sent_on=access.standing.on))  # fmt: skip
    _act(lead, refs[0], lambda access, page: add_to_team(access, page, role="FAMILY_FRIEND", name="Nan"))
    _act(lead, refs[0], lambda access, page: _write_notes(access))
    return 1


def _write_notes(access: FamilyAccess) -> None:
    """One note of all the children, which is significant, and one that is not."""
    children = [one.person_ref for one in list_members(access) if one.role == "CHILD" and one.born_on]
    if not children:
        return
    about: dict[str, Any] = {"people": children, "precision": "DAY", "told_to": "TEAM"}
    write_note(
        access, kind="VISIT", text="All of them came to breakfast club each day. They asked for the blue cups again.",
        happened_on=access.standing.on - timedelta(days=9),
        significant=Significant("In school every day", "POSITIVE", "A card home on Friday."), **about,
    )  # fmt: skip
    write_note(
        access, kind="CALL", text="Mum rang: the bus was late, they will be there by ten.",
        happened_on=access.standing.on - timedelta(days=2), **about,
    )  # fmt: skip


def _plant_early_help(manager: SignedInWorker) -> int:
    donna = _worker(LEAD)
    families = [each for each in list_my_families(manager, PURPOSE) if each.name != MARLOWES]
    opened: list[str] = []
    for family in families:
        leads = donna if len(opened) < OTHERS - 1 else None  # the last waits for somebody to lead it
        if len(opened) < OTHERS and _open(manager, family.family_ref, leads):
            opened.append(family.family_ref)
    if len(opened) > 1:
        _act(manager, opened[0], lambda access, page: record_supervision(
            access, page, held_on=access.standing.on, text="Going well. Close in spring, if the mornings hold.",
            next_on=None))  # fmt: skip
        _act(manager, opened[1], lambda access, page: offer(
            access, page, to_agency="COUNCIL_SC", to_team="", why="The youngest needs more than we can give.",
            what_comes_next="A visit was promised for next week."))  # fmt: skip
    return len(opened)


def _plant_protection(manager: SignedInWorker) -> int:
    """One family at child protection, where one child is not."""
    for family in list_my_families(manager, PURPOSE):
        leads = _worker(CARE_WORKER) or manager
        if _open(manager, family.family_ref, leads):
            _act(manager, family.family_ref, _to_protection)
            _act(manager, family.family_ref, _one_child_apart)
            return 1
    return 0


def _to_protection(access: FamilyAccess, page: EpisodePage) -> None:
    worker = _worker(CARE_WORKER) or access.standing.worker  # who leads it is another than who decides it
    new_lead = ("LCPP", worker.agency_id, worker.staff_id)
    change_level(access, page, to="4", reason="A conference decided so.", new_lead=new_lead)


def _one_child_apart(access: FamilyAccess, page: EpisodePage) -> None:
    children = [one.person_ref for one in page.people if one.role == "CHILD"]
    if len(children) > 1:
        change_level(access, page, to="3S", reason="Lives with an aunt, and is safe there.", person_ref=children[-1])


def _open(worker: SignedInWorker, family_ref: str, lead: SignedInWorker | None) -> bool:
    """Open an episode for the children and their parents; say no where there is one, or nobody to help."""
    try:
        return _open_one(worker, family_ref, lead)
    except SomebodyElseWasFirst:  # another agency helps them already, which this worker need not see
        return False


def _open_one(worker: SignedInWorker, family_ref: str, lead: SignedInWorker | None) -> bool:
    with open_family(worker, PURPOSE, family_ref) as access:
        people = [one.person_ref for one in list_members(access) if one.role in ("CHILD", "PARENT")]
        if not people or find_episode(access):
            return False
        first = FirstLead(lead.agency_id, lead.staff_id, "AGREED") if lead else None
        open_episode(access, people=dict.fromkeys(people, ""), level="3", lead=first, reason_code="SF01", reason=WHY)
    return True


def _act(worker: SignedInWorker, family_ref: str, act: Act) -> None:
    with open_family(worker, PURPOSE, family_ref) as access:
        page = find_episode(access)
        if page:
            act(access, page)


def _worker(username: str) -> SignedInWorker | None:
    user = get_user_model().objects.filter(username=username).first()
    return find_signed_in_worker(user, has_second_factor=True) if user else None

"""Reads the families a worker leads or helps with, and the work of a manager's team, as one page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from kith.apps.agencies.queries import SignedInWorker, get_agencies, list_helpers, list_workers
from kith.apps.casework.clocks import SUPERVISION, last_day_overdue
from kith.apps.casework.models import (
    Episode,
    Handover,
    LeadSpell,
    LevelSpell,
    ManagementDecision,
    Supervision,
    TeamMember,
)
from kith.apps.casework.models.handover import OFFERED
from kith.apps.governance.access import SearchAccess, open_search
from kith.apps.governance.queries import PurposeChoice
from kith.apps.people.queries import FoundFamily, name_families
from kith.vocabulary.codes.lead_roles import LEAD_ROLES, LEAD_WORKER
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

MOST_SHOWN = 100


@dataclass(frozen=True)
class FamilyLine:
    """One family on a list of work. ``name`` is empty where the purpose chosen now does not open the family."""

    episode_id: int
    family_ref: str
    name: str
    people: str
    level: str
    level_label: str
    own_levels: tuple[str, ...]
    my_role: str
    lead: str
    lead_staff_id: str
    lead_agency: str
    since: date
    is_held: bool
    supervised_on: date | None
    is_supervision_overdue: bool


@dataclass(frozen=True)
class WorkerLoad:
    """What one worker of the team carries: families and children's levels, by level."""

    staff_id: str
    name: str
    families: int
    by_level: tuple[int, ...]  # in the order of ``LEVEL_COLUMNS``
    overdue: int


LEVEL_COLUMNS = tuple(SERVICE_LEVELS)


@dataclass(frozen=True)
class TeamPage:
    """The work of the agency that a manager answers for."""

    loads: tuple[WorkerLoad, ...]
    without_lead: tuple[FamilyLine, ...]
    families: tuple[FamilyLine, ...]
    offered: tuple[FamilyLine, ...]
    to_decide: tuple[FamilyLine, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Answer whether there are more than are shown."""
        return self.total > len(self.families)


def list_my_work(worker: SignedInWorker, purpose: PurposeChoice | None) -> tuple[FamilyLine, ...]:
    """Return the families the worker leads, then those whose team they are in; the list is logged."""
    with open_search(worker, purpose) as door:
        own = Q(agency_id=worker.agency_id, staff_id=worker.staff_id, valid_to=None)
        roles: dict[int, str] = {}
        for episode_id, role in LeadSpell.objects.filter(own).values_list("episode_id", "role"):
            roles.setdefault(episode_id, LEAD_ROLES[role])
        for episode_id in TeamMember.objects.filter(own).values_list("episode_id", flat=True):
            roles.setdefault(episode_id, "In the team")
        episodes = list(Episode.objects.filter(pk__in=roles, ended_on=None)[:MOST_SHOWN])
        order = list(LEAD_ROLES.values())
        lines = _lines(door, episodes, roles)
        return tuple(
            sorted(
                lines,
                key=lambda one: (order.index(one.my_role) if one.my_role in order else 9, one.name, one.family_ref),
            )
        )


def get_team_page(worker: SignedInWorker, purpose: PurposeChoice | None, *, staff_id: str = "") -> TeamPage:
    """Return the agency's open episodes, of one worker or of all; the list is logged."""
    with open_search(worker, purpose) as door:
        held = list(Episode.objects.filter(agency_id=worker.agency_id, ended_on=None).order_by("started_on", "pk"))
        facts = _Facts([one.pk for one in held], door.standing.on)
        mine = [one for one in held if not staff_id or facts.lead_of(one.pk) == (worker.agency_id, staff_id)]
        offered_ids = Handover.objects.filter(state=OFFERED, to_agency=worker.agency_id).values("episode_id")
        offered = list(Episode.objects.filter(pk__in=offered_ids, ended_on=None))
        asked = set(ManagementDecision.objects.filter(outcome="").values_list("episode_id", flat=True))
        without = [one for one in held if facts.lead_of(one.pk) is None]
        to_decide = [one for one in held if one.pk in asked]
        shown = list(dict.fromkeys((*offered, *to_decide, *without, *mine)))[: MOST_SHOWN + len(offered)]
        by_id = {line.episode_id: line for line in _lines(door, shown, {})}
        return TeamPage(
            loads=_loads(worker.agency_id, held, facts),
            without_lead=_of(by_id, without),
            families=_of(by_id, mine),
            offered=_of(by_id, offered),
            to_decide=_of(by_id, to_decide),
            total=len(mine),
        )


class _Facts:
    """What a list needs of many episodes at once: their levels, their leads, their last supervision."""

    def __init__(self, episode_ids: Sequence[int], on: date) -> None:
        self.overdue_since = last_day_overdue(SUPERVISION, on)
        spells = LevelSpell.objects.filter(episode_id__in=episode_ids, valid_to=None)
        self.levels: dict[int, str] = {}
        self.own: dict[int, list[str]] = {}
        for episode_id, person_ref, level in spells.values_list("episode_id", "person_ref", "level"):
            if person_ref:
                self.own.setdefault(episode_id, []).append(level)
            else:
                self.levels[episode_id] = level
        leads = LeadSpell.objects.filter(episode_id__in=episode_ids, role=LEAD_WORKER, valid_to=None)
        self._leads = {row[0]: (row[1], row[2]) for row in leads.values_list("episode_id", "agency_id", "staff_id")}
        talks = (
            Supervision.objects.filter(episode_id__in=episode_ids).values("episode_id").annotate(last=Max("held_on"))
        )
        self.talked: dict[int, date] = dict(talks.values_list("episode_id", "last"))

    def lead_of(self, episode_id: int) -> tuple[str, str] | None:
        """Return agency and staff number of who leads."""
        return self._leads.get(episode_id)

    def all_leads(self) -> set[tuple[str, str]]:
        """Return everybody who leads one of them."""
        return set(self._leads.values())

    def is_overdue(self, episode: Episode) -> bool:
        """Answer whether nobody has talked with the lead worker for longer than the council wants."""
        last = self.talked.get(episode.pk, episode.started_on)
        return last <= self.overdue_since


def _lines(door: SearchAccess, episodes: Collection[Episode], roles: Mapping[int, str]) -> list[FamilyLine]:
    named = name_families(door, [one.family_ref for one in episodes])
    facts = _Facts([one.pk for one in episodes], door.standing.on)
    workers, agencies = list_workers(facts.all_leads()), get_agencies()
    lines = []
    for one in episodes:
        lead = facts.lead_of(one.pk)
        level = facts.levels.get(one.pk, "")
        family = named.get(one.family_ref)
        lines.append(
            FamilyLine(
                episode_id=one.pk,
                family_ref=one.family_ref,
                name=family.name if family else "",
                people=_people(family),
                level=level,
                level_label=SERVICE_LEVELS[level].label if level else "",
                own_levels=tuple(SERVICE_LEVELS[each].label for each in facts.own.get(one.pk, ())),
                my_role=roles.get(one.pk, ""),
                lead=workers[lead].name if lead in workers else "",
                lead_staff_id=lead[1] if lead else "",
                lead_agency=agencies[lead[0]].name if lead and lead[0] in agencies else "",
                since=one.started_on,
                is_held=one.held_since is not None,
                supervised_on=facts.talked.get(one.pk),
                is_supervision_overdue=facts.is_overdue(one),
            )
        )
    return lines


def _people(family: FoundFamily | None) -> str:
    if family is None:
        return ""
    children = sum(person.role == "CHILD" for person in family.people)
    return f"{children} child" if children == 1 else f"{children} children"


def _loads(agency_id: str, held: Sequence[Episode], facts: _Facts) -> tuple[WorkerLoad, ...]:
    by_worker: dict[str, list[Episode]] = {}
    for one in held:
        lead = facts.lead_of(one.pk)
        if lead and lead[0] == agency_id:
            by_worker.setdefault(lead[1], []).append(one)
    names = dict(list_helpers(agency_id))
    names |= {key[1]: row.name for key, row in list_workers({(agency_id, each) for each in by_worker}).items()}
    loads = [_load(staff_id, name, by_worker.get(staff_id, []), facts) for staff_id, name in names.items()]
    return tuple(sorted(loads, key=lambda one: (-one.families, one.name)))


def _load(staff_id: str, name: str, episodes: Sequence[Episode], facts: _Facts) -> WorkerLoad:
    counted = Counter(facts.levels.get(one.pk, "") for one in episodes)
    overdue = sum(facts.is_overdue(one) for one in episodes)
    return WorkerLoad(staff_id, name, len(episodes), tuple(counted[code] for code in LEVEL_COLUMNS), overdue)


def _of(by_id: Mapping[int, FamilyLine], episodes: Sequence[Episode]) -> tuple[FamilyLine, ...]:
    return tuple(by_id[one.pk] for one in episodes if one.pk in by_id)

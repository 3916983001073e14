"""Reads a family once, inside its open door, and hands each section of the page what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.base.pictures.findings import counted
from kith.apps.base.words import month_in_words, span_in_words
from kith.apps.casework.queries.chronology import list_note_events
from kith.apps.governance.access import FamilyAccess
from kith.apps.people import queries
from kith.apps.people.queries import FamilyHeader
from kith.apps.singleview.queries.corrected import notes_of_corrections
from kith.apps.singleview.queries.do_next import Step, choose_next, left_over
from kith.apps.singleview.queries.homes_over_time import HomesOverTime, draw_homes_over_time
from kith.apps.singleview.queries.how_we_know import Freshness, list_freshness
from kith.apps.singleview.queries.narrowing import Choice
from kith.apps.singleview.queries.sharing import Sharing
from kith.apps.singleview.queries.what_can_be_seen import LevelGroup, group_levels
from kith.apps.singleview.queries.what_happened import WhatHappened, tell_what_happened
from kith.apps.singleview.queries.what_they_say import WhatTheySay, read_what_they_say
from kith.apps.singleview.queries.where_they_live import Dwelling, list_dwellings
from kith.apps.singleview.queries.who_is_in import WhoIsIn, draw_who_is_in
from kith.apps.singleview.queries.who_works import WhoWorks, list_who_works
from kith.rules.access import SUMMARY


@dataclass(frozen=True)
class FamilyPage:
    """Everything the family's page shows, section by section."""

    header: FamilyHeader
    who_is_in: WhoIsIn
    who_works: WhoWorks
    what_happened: WhatHappened
    dwellings: tuple[Dwelling, ...]
    former_dwellings: tuple[Dwelling, ...]
    levels: tuple[LevelGroup, ...]
    homes: HomesOverTime
    says: WhatTheySay
    do_next: tuple[Step, ...]
    notes: tuple[str, ...]
    freshness: tuple[Freshness, ...]
    sharing: Sharing
    on: date

    @property
    def uncounted(self) -> str:
        """Say of how many agencies this worker may know no dates, so that no count has them; empty when of none."""
        whole = {name for group in self.levels if group.level >= SUMMARY for _, name, _ in group.agencies}
        agencies = {name for group in self.levels for _, name, _ in group.agencies} - whole
        words = counted(len(agencies), "other agency is", "other agencies are")
        return f"{words} not counted here: when they worked is not shared with you." if agencies else ""

    @property
    def agencies_in_words(self) -> str:
        """How many agencies work with the family, against the most there were: "5, down from 9"."""
        now, most = self.who_works.agencies_now, self.what_happened.most_agencies
        return f"{now}, down from {most}" if most > now else str(now)

    @property
    def helped_since(self) -> str:
        """Since when there has been a lead worker: "May 2026, 6 months"; empty when there is none."""
        leads = [line.since for line in self.who_works.now if line.is_lead and line.since]
        since = min(leads, default=self.header.lead_since)
        return f"{month_in_words(since)}, {span_in_words(since, self.on)}" if since else ""


def get_family_page(access: FamilyAccess, *, choice: Choice, on: date) -> FamilyPage:
    """Return the page's sections; ``choice`` narrows what has happened."""
    header = queries.get_family_header(access)
    members = queries.list_members(access)
    residences = queries.list_residences(access)
    involvements = queries.list_involvements(access)
    facts = queries.list_facts(access)
    sharing = Sharing.of(access)
    says = read_what_they_say(access, members)
    dwellings = list_dwellings(members, residences, sharing)
    who_is_in = draw_who_is_in(members, queries.list_relations(access), residences, sharing)
    doubts = (*who_is_in.notes, *notes_of_corrections(access, members, residences))
    do_next = choose_next(
        doubts=doubts,
        unlikely_homes=[f"{each.address}: {each.doubt}." for each in dwellings if each.doubt and each.is_current],
        not_asked=says.not_asked,
        is_lead=access.strongest_tie == "LEAD",
    )
    return FamilyPage(
        header=header,
        who_is_in=who_is_in,
        who_works=list_who_works(members, involvements, on=on),
        what_happened=tell_what_happened(
            members,
            (*facts, *list_note_events(access)),
            involvements,
            header,
            choice=choice,
            on=on,
        ),
        dwellings=tuple(dwelling for dwelling in dwellings if dwelling.is_current),
        former_dwellings=tuple(dwelling for dwelling in dwellings if not dwelling.is_current),
        levels=group_levels(queries.list_levels(access)),
        homes=draw_homes_over_time(members, residences, on=on),
        says=says,
        do_next=do_next,
        notes=left_over(doubts, do_next),
        freshness=list_freshness(facts, involvements),
        sharing=sharing,
        on=on,
    )

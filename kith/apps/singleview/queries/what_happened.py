"""What has happened: the chronology, agencies by quarter, their finding, and the table that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from kith.apps.base.pictures.binning import CROWDED
from kith.apps.base.pictures.chronicle import Item, Lane, QuarterCount, next_quarter, quarters
from kith.apps.base.pictures.chronology import draw_chronology
from kith.apps.base.pictures.findings import agencies_finding, chosen_finding, since_finding, working_now
from kith.apps.base.words import listed
from kith.apps.people.queries import FactRow, FamilyHeader, InvolvementRow, Member
from kith.apps.singleview.queries.naming import is_unborn, names_of
from kith.apps.singleview.queries.narrowing import FAR_YEARS, HOUSEHOLD, YEARS, Choice, Narrowed, narrow
from kith.apps.singleview.queries.told_by import file_of
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

FAMILY = "family"
_FAMILY_FROM = 3  # one thing told of this many members is drawn once, for the family
# Long quiet spells that nearly every family has: told in the table, not drawn over what stands out.
_BACKGROUND = frozenset({"SCHOOL_PLACE", "TENANCY", "BENEFIT_CLAIM", "FREE_MEALS"})
_CALL_OUTS = {"POLICE_CALL_OUT", "DOMESTIC_ABUSE_CALL_OUT"}


@dataclass(frozen=True)
class Happening:
    """One row of the table twin."""

    happened_on: date
    ended_on: date | None
    is_spell: bool
    who: str
    what: str
    detail: str
    agency_kind: str
    agency_name: str
    file: str
    told_on: date | None  # where this agency's news is older than the newest
    tone: str


@dataclass(frozen=True)
class WhatHappened:
    """The picture (empty when there is nothing to draw), what it says, its key, and the same in a table."""

    finding: str
    picture: SafeString
    key: tuple[tuple[str, str], ...]
    rows: tuple[Happening, ...]
    narrowed: Narrowed
    is_binned: bool
    has_background: bool
    most_agencies: int
    told_by: date | None


def tell_what_happened(
    members: Sequence[Member],
    facts: Sequence[FactRow],
    involvements: Sequence[InvolvementRow],
    header: FamilyHeader,
    *,
    choice: Choice,
    on: date,
) -> WhatHappened:
    """Tell the facts this worker may see, all or narrowed to one member or to strengths."""
    names = names_of(members)
    narrowed = narrow(facts, members, choice, quiet=_BACKGROUND, on=on)
    chosen = narrowed.facts
    drawn = [fact for fact in chosen if fact.kind not in _BACKGROUND]
    first = _first_day([fact.happened_on for fact in drawn], on, is_far=choice.is_far)
    counts = _agencies_by_quarter(involvements, first, on) if _are_all_dated(involvements) else []
    newest = max((fact.current_as_of for fact in facts if fact.current_as_of), default=None)
    items = [item for group in _told_together(drawn) for item in _items(group) if _reaches(item, first, on)]
    finding = _finding(counts, facts, involvements, header, on)
    if narrowed.choice.is_narrow:
        finding = _finding_of_some(chosen, narrowed.choice, names)
    picture = _picture(members, items, counts, first, on, finding) if items or any(c.agencies for c in counts) else ""
    return WhatHappened(
        finding=finding,
        picture=mark_safe(picture),
        key=tuple(
            (letter, AGENCY_KINDS[letter].name) for letter in AGENCY_KINDS if letter in {i.letter for i in items}
        ),
        rows=tuple(_row(group, names, newest) for group in reversed(_told_together(chosen))),
        narrowed=narrowed,
        is_binned=len(items) > CROWDED,
        has_background=any(fact.kind in _BACKGROUND for fact in chosen),
        most_agencies=max((count.agencies for count in counts), default=0),
        told_by=newest,
    )


def _finding_of_some(facts: Sequence[FactRow], choice: Choice, names: dict[str, str]) -> str:
    """Say how much was told of what was chosen, and what most of it is about."""
    groups = _told_together(facts)
    who = "the household" if choice.who == HOUSEHOLD else names.get(choice.who, "the family")
    labels = ["" if group[0].tone == "WORRY" else group[0].label for group in groups]
    return chosen_finding([group[0].happened_on for group in groups], labels, who=who)


def _first_day(days: Sequence[date], on: date, *, is_far: bool) -> date:
    """The picture shows this year and the three before; "longer ago" starts with the first thing, six years at most."""
    if not is_far:
        return date(on.year - YEARS, 1, 1)
    return date(min(max(min(days, default=on).year, on.year - FAR_YEARS), on.year - YEARS), 1, 1)


def _told_together(facts: Sequence[FactRow]) -> list[list[FactRow]]:
    """Gather what an agency tells of several members at once, such as one call-out or one family's plan."""
    grouped: dict[tuple[object, ...], list[FactRow]] = defaultdict(list)
    for fact in facts:
        alone = fact.fact_id if fact.person_ref is None else None
        same = (fact.agency_id, fact.kind, fact.label, fact.happened_on, fact.ended_on, fact.detail, fact.amount, alone)
        grouped[same].append(fact)
    return list(grouped.values())


def _agencies_by_quarter(involvements: Sequence[InvolvementRow], first: date, on: date) -> list[QuarterCount]:
    """Agencies with dated work in each quarter; the last quarter counts only who is at work now."""
    starts = quarters(first, on)
    counts = []
    for start in starts:
        end = next_quarter(start)
        at_work = {
            row.agency_id
            for row in involvements
            if row.valid_from
            and (row.is_current if start == starts[-1] else row.valid_from < end and (row.valid_to or on) > start)
        }
        counts.append(QuarterCount(start, len(at_work)))
    return counts


def _are_all_dated(involvements: Sequence[InvolvementRow]) -> bool:
    """Without the dates of every agency at work now, a count by quarter would be untrue."""
    return all(row.valid_from for row in involvements if row.is_current)


def _finding(
    counts: Sequence[QuarterCount],
    facts: Sequence[FactRow],
    involvements: Sequence[InvolvementRow],
    header: FamilyHeader,
    on: date,
) -> str:
    now = len({row.agency_id for row in involvements if row.is_current})
    peak = agencies_finding(counts) if counts or not now else f"{working_now(now)}; since when is not shared with you"
    call_outs = [fact.happened_on for fact in facts if fact.kind in _CALL_OUTS]
    quiet = since_finding("police call-outs", call_outs, began_on=header.lead_since, now=on)
    return f"{peak}. {quiet}" if quiet else peak


def _picture(
    members: Sequence[Member],
    items: Sequence[Item],
    counts: Sequence[QuarterCount],
    first: date,
    on: date,
    finding: str,
) -> str:
    lanes = [Lane(member.person_ref, _lane_name(member, names_of(members))) for member in members]
    return draw_chronology(
        [*lanes, Lane(FAMILY, "Family"), Lane(HOUSEHOLD, "Household")],
        sorted(items, key=lambda item: (item.starts_on, item.label)),
        counts,
        first=first,
        last=on,
        title=finding,
        desc="A line for each person and for the household, with agencies at work in each quarter below. "
        "The table below says the same.",
    )


def _lane_name(member: Member, names: dict[str, str]) -> str:
    return "Baby" if is_unborn(member) else names[member.person_ref]


def _items(group: Sequence[FactRow]) -> list[Item]:
    refs = {fact.person_ref or HOUSEHOLD for fact in group}
    fact = group[0]
    return [
        Item(lane, fact.agency_kind, fact.label, fact.happened_on, fact.ended_on, fact.is_spell)
        for lane in ([FAMILY] if len(refs) >= _FAMILY_FROM else sorted(refs))
    ]


def _reaches(item: Item, first: date, on: date) -> bool:
    return (item.ends_on or (on if item.is_spell else item.starts_on)) >= first


def _row(group: Sequence[FactRow], names: dict[str, str], newest: date | None) -> Happening:
    fact = group[0]
    refs = {fact.person_ref for fact in group}
    return Happening(
        happened_on=fact.happened_on,
        ended_on=fact.ended_on,
        is_spell=fact.is_spell,
        who=listed([name for ref, name in names.items() if ref in refs]) if fact.person_ref else "Household",
        what=fact.label,
        detail=_detail(fact),
        agency_kind=fact.agency_kind,
        agency_name=fact.agency_name,
        file=file_of(fact.source, fact.agency_name),
        told_on=fact.current_as_of if fact.current_as_of != newest else None,
        tone=fact.tone,
    )


def _detail(fact: FactRow) -> str:
    amounts = {"PERCENT": "{:.0f}% missed", "GBP": "£{:,.0f}", "DAYS": "{:.0f} days", "SESSIONS": "{:.0f} half days"}
    amount = amounts.get(fact.unit or "", "").format(fact.amount) if fact.amount is not None else ""
    return ", ".join(part for part in (fact.detail or "", amount) if part)

"""The tripwires: what must hold before a run may go live. Each says in one sentence what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.engine.store import Database
from kith.engine.tables import PUBLISHED

LEAST_SHARE_KEPT = 0.7  # of the last run's rows in a table; fewer means that something did not arrive
MOST_MIXED = 0.001  # of people with several records, whose records contradict each other on who they are
ALWAYS_FILLED = ("agency", "delivery")
FILLED_WITH_PEOPLE = ("family", "family_member")


@dataclass(frozen=True)
class Check:
    """One tripwire: its name, whether it held, and what it found."""

    name: str
    passed: bool
    said: str


def check_published(database: Database, rows: Mapping[str, int], before: Mapping[str, int]) -> list[Check]:
    """Return every tripwire with its answer."""
    return [
        _somebody_in_view(rows),
        _nothing_empty(rows),
        _nothing_shrunk(rows, before),
        _none(database, "MISSING_AGENCY", "rows name an agency that is not listed", _UNLISTED_AGENCY),
        _mixed_people(database),
        _none(database, "REFS_UNIQUE", "refs name two things or fail their check character", _DOUBLE_REF),
        *(_keys_unique(database, name) for name, table in PUBLISHED.items() if table.key),
        _none(database, "NO_PROTECTED_ADDRESS", "protected addresses can be read", _PROTECTED),
        _none(database, "NO_PLACE_IN_REVIEW", "pairs tell where somebody is who must not be found", _PLACE_IN_REVIEW),
        _none(database, "NO_NAME_OUT_OF_VIEW", "rows name a person who is not in view", _NAMED_UNSEEN),
    ]


_UNLISTED_AGENCY = """
    select count(*) from (select agency_id from published.involvement union select agency_id from published.fact)
    where agency_id not in (select agency_id from published.agency)"""
_DOUBLE_REF = """
    select count(*) from (
        select ref from (select person_ref as ref from linked.person
            union all select distinct family_ref from families.family_member)
        group by ref having count(*) > 1 or ref[8] <> ref_check_character(ref[1:7]))"""
_PROTECTED = """
    select count(*) from published.dwelling join families.dwelling as place using (dwelling_id) where place.is_protected
        or published.dwelling.is_protected and coalesce(published.dwelling.uprn, published.dwelling.postcode,
            published.dwelling.address_text, published.dwelling.household_status) is not null"""
_PLACE_IN_REVIEW = """
    select count(*) from published.review
    where (is_shielded or person_ref_l in (from view.shielded) or person_ref_r in (from view.shielded))
        and (json_array_length(shown_l, '$.homes') > 0 or json_array_length(shown_r, '$.homes') > 0)"""
_NAMED_UNSEEN = """
    select count(*) from (
        select person_ref from published.family_member union select person_ref from published.involvement
        union select person_ref from published.residence union select from_person_ref from published.relation
        union select to_person_ref from published.relation union select person_ref from published.fact)
    where person_ref is not null and person_ref not in (select person_ref from published.person)"""


def _somebody_in_view(rows: Mapping[str, int]) -> Check:
    people = rows["person"]
    return Check(
        "SOMEBODY_IN_VIEW",
        people > 0,
        f"{people} people are in view"
        if people
        else "nobody is in view: no source here says with an involvement that an agency works with somebody now, "
        "or did of late. Run it with the other agencies' files, or let clean.sql fill involvement where that is true",
    )


def _nothing_empty(rows: Mapping[str, int]) -> Check:
    needed = (*ALWAYS_FILLED, *FILLED_WITH_PEOPLE) if rows["person"] else ALWAYS_FILLED
    empty = [name for name in needed if not rows[name]]
    return Check(
        "TABLES_FILLED", not empty, f"empty: {', '.join(empty)}" if empty else "every table that must has rows"
    )


def _nothing_shrunk(rows: Mapping[str, int], before: Mapping[str, int]) -> Check:
    shrunk = [
        f"{name} {before[name]} to {rows[name]}"
        for name in rows
        # What is to be reviewed grows less as people settle it.
        if name != "review" and rows[name] < LEAST_SHARE_KEPT * before.get(name, 0)
    ]
    return Check("ROW_COUNTS", not shrunk, "; ".join(shrunk) or "no table lost three in ten of its rows")


def _none(database: Database, name: str, found: str, query: str) -> Check:
    count = int(database.execute(query).fetchall()[0][0])
    return Check(name, count == 0, f"{count} {found}")


def _keys_unique(database: Database, name: str) -> Check:
    key = ", ".join(PUBLISHED[name].key)
    query = f"select count(*) from (select 1 from published.{name} group by {key} having count(*) > 1)"
    return _none(database, f"KEY_UNIQUE_{name.upper()}", f"keys of {name} stand in two rows", query)


def _mixed_people(database: Database) -> Check:
    """Count people whose own records contradict each other: two valid NHS numbers, or two births and two forenames."""
    several, mixed = database.execute(
        """
        select count(*), count(*) filter (numbers > 1 or births > 1 and forenames > 1 and numbers <> 1) from (
            select count(distinct nhs_number) as numbers, count(distinct year(born_on)) as births,
                count(distinct plain_name(forename)[1:1]) as forenames
            from standard.person join linked.record_person using (record_id)
            group by person_ref having count(*) > 1)
        """
    ).fetchall()[0]
    return Check(
        "MIXED_PEOPLE", mixed <= MOST_MIXED * several + 3, f"{mixed} of {several} people hold contradicting records"
    )

"""The example council is as busy as England: each published fact that it is calibrated to, at 20,000 people.

Bounds are wide enough for the luck of one seed at this size, and narrow enough that a slip in a rate fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kith.engine.progress import Silent
from kith.engine.store import Database, open_database
from kith.engine.synthetic.make import make_world

PEOPLE = 20_000
AS_AT = date(2026, 11, 20)


@pytest.fixture(scope="module")
def world() -> Iterator[Database]:
    database = open_database()
    make_world(database, PEOPLE, 7, AS_AT, Silent())
    yield database
    database.close()


def number(world: Database, query: str) -> float:
    found = world.execute(query).fetchone()
    assert found is not None
    return float(found[0])


def per_10k_children_a_year(world: Database, kind: str) -> float:
    children = number(
        world, "select count(*) from truth.person join truth.home using (person_id) where born_on > date '2008-11-20'"
    )
    return number(world, f"select count(*) from truth.event where kind = '{kind}'") / 6 / children * 10_000


def test_as_many_people_live_there_as_asked(world: Database) -> None:
    living = number(world, "select count(distinct person_id) from truth.residence where valid_to is null")
    assert living == pytest.approx(PEOPLE, rel=0.01)


def test_about_one_in_four_or_five_is_a_child(world: Database) -> None:
    children = number(
        world, "select count(*) from truth.person join truth.home using (person_id) where born_on > date '2008-11-20'"
    )
    assert 0.19 < children / PEOPLE < 0.26  # England 2021: 20.8% under 18; a little more in the homes drawn here


def test_contacts_come_at_the_published_rate(world: Database) -> None:
    # ADCS Safeguarding Pressures 9: 2,501 per 10,000 children a year.
    assert per_10k_children_a_year(world, "CONTACT") == pytest.approx(2_501, rel=0.22)


@pytest.mark.parametrize(
    ("outcome", "share"), [("REF_CSC", 0.22), ("EH", 0.14), ("IAG", 0.30), ("NFA", 0.23), ("OTH", 0.11)]
)
def test_contacts_end_as_published(world: Database, outcome: str, share: float) -> None:
    ended = number(world, f"select avg(cast(detail = '{outcome}' as integer)) from truth.event where kind = 'CONTACT'")
    assert ended == pytest.approx(share, abs=0.03)


def test_a_third_of_contacts_come_from_the_police(world: Database) -> None:
    police = number(world, "select avg(cast(code = '6' as integer)) from truth.event where kind = 'CONTACT'")
    assert police == pytest.approx(0.32, abs=0.05)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("CIN_EPISODE", 200, 420),  # England 2023-24: about 330 begin a year
        ("S47_ENQUIRY", 90, 240),  # about 187
        ("CP_PLAN", 24, 80),  # about 52
    ],
)
def test_social_care_is_as_busy_as_england(world: Database, kind: str, least: float, most: float) -> None:
    assert least < per_10k_children_a_year(world, kind) < most


def test_early_help_is_as_busy_as_suffolk(world: Database) -> None:
    # About 2,000 cases open and 350 opened a month per 700,000 people.
    still_open = number(
        world,
        "select count(distinct episode_id) from truth.event where kind = 'EARLY_HELP_EPISODE' and ended_on is null",
    )
    opened = number(world, "select count(distinct episode_id) / 72 from truth.event where kind = 'EARLY_HELP_EPISODE'")
    assert still_open == pytest.approx(PEOPLE / 350, rel=0.35)
    assert opened == pytest.approx(PEOPLE / 2_000, rel=0.2)


def test_schools_hold_half_of_early_help_and_lead_almost_none(world: Database) -> None:
    spells = """
        select episode_id, any_value(event.agency_id) as holder, any_value(worker.agency_id) as leader
        from truth.event event join truth.worker worker using (staff_id)
        where kind = 'EARLY_HELP_EPISODE' group by episode_id
    """
    held = number(world, f"select avg(cast(holder like 'SCH%' as integer)) from ({spells})")
    led = number(world, f"select avg(cast(leader like 'SCH%' as integer)) from ({spells})")
    assert held == pytest.approx(0.5, abs=0.07)
    assert led == pytest.approx(0.03, abs=0.02)


def test_one_in_ten_postcodes_holds_about_38_percent_of_clients(world: Database) -> None:
    share = number(
        world,
        """
        with client as (
            select distinct person_id from truth.event where kind in ('CONTACT', 'CIN_EPISODE', 'EARLY_HELP_EPISODE')
        ), counted as (
            select postcode, count(client.person_id) as clients
            from truth.place left join truth.home using (postcode) left join client using (person_id) group by postcode
        ), ranked as (
            select *, row_number() over (order by clients desc) <= count(*) over () / 10 as in_top_tenth from counted
        )
        select sum(clients) filter (in_top_tenth) / sum(clients) from ranked
        """,
    )
    assert share == pytest.approx(0.38, abs=0.05)


def test_a_few_families_carry_fifteen_agencies_or_more(world: Database) -> None:
    heavy = number(
        world,
        """
        select count(*) from (
            select family_id from truth.family_member join truth.involvement using (person_id)
            where coalesce(valid_to, date '2026-11-20') > date '2024-11-20'
            group by family_id having count(distinct agency_id) >= 15
        )
        """,
    )
    assert 2 <= heavy <= 8


def test_the_planted_effect_can_be_found_and_the_waiting_have_none(world: Database) -> None:
    after_to_before = {}
    for arm in ("HELPED", "WAITING"):
        after_to_before[arm] = number(
            world,
            f"""
            with arm as (select distinct family_id, started_on from truth.effect where arm = '{arm}'), call as (
                select family_id, happened_on > started_on as is_after,
                    date '2026-11-20' - started_on as days_after, started_on - date '2020-11-20' as days_before
                from truth.event join arm using (family_id)
                where kind in ('POLICE_CALL_OUT', 'DOMESTIC_ABUSE_CALL_OUT', 'SUSPENSION')
            )
            select sum(1.0 / days_after) filter (is_after) / sum(1.0 / days_before) filter (not is_after) from call
            """,
        )
    assert after_to_before["HELPED"] < 0.85 * after_to_before["WAITING"]


def test_what_is_written_as_an_effect_is_what_the_helped_have(world: Database) -> None:
    assert number(world, "select count(*) from truth.effect where arm = 'WAITING' and ratio <> 1") == 0
    assert number(world, "select count(*) from truth.effect where arm = 'HELPED' and ratio >= 1") == 0
    helped = number(world, "select count(distinct family_id) from truth.effect where arm = 'HELPED'")
    assert helped == number(
        world,
        """
        select count(distinct family_id) from truth.effect effect where arm = 'HELPED' and exists (
            select 1 from truth.event event where event.family_id = effect.family_id and kind = 'EARLY_HELP_EPISODE'
                and happened_on between started_on and started_on + 30
        )
        """,
    )

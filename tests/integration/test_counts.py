"""What a manager counts, against small worlds that are counted by hand; and who counts what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders.contacts import ELLA, JAY, RYAN, STRANGER, TRIAGE, answer, decide, look_at, make_contact
from tests.builders.crawl_world import browser_of
from tests.builders.enquiries import owner_sql
from tests.builders.episodes import SUPERVISION, act, open_for
from tests.builders.small_world import MARLOWES, PLAIN

Make = Callable[..., Any]
TODAY = date(2026, 11, 20)


@pytest.fixture
def manager(worker_of: Make) -> Any:
    """A manager of early help, among whose colleagues is the front door."""
    return worker_of("COUNCIL_EH", "E2", "MANAGER")


@pytest.fixture
def head(worker_of: Make) -> Any:
    """A manager at the school, where nobody works at the front door."""
    return worker_of("SCH_1", "S2", "MANAGER")


@pytest.fixture
def fay(worker_of: Make) -> Any:
    """The front door."""
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


def counted(worker: Any, count: str, *, purpose: str = SUPERVISION, **more: Any) -> dict[str, tuple[str, str, str]]:
    """Return a count's lines: what is shown, the number and out of how many, by their words."""
    from kith.apps.casework.queries.counts import get_counts

    page = get_counts(worker, purpose, **more)
    blocks = [one for section in page.sections for one in section.blocks if one.definition.count_id == count]
    return {line.label: (line.shown, line.number, line.of) for line in blocks[0].lines} if blocks else {}


def days_ago(table: str, column: str, days: int, where: str = "true") -> None:
    """Put a day of an episode's rows back, as if it had been written then."""
    owner_sql(f"alter table {table} disable trigger user")
    owner_sql(f"update {table} set {column} = date '{TODAY}' - {days} where {where}")
    owner_sql(f"alter table {table} enable trigger user")


def test_open_episodes_are_counted_by_level_agency_and_lead(manager: Any) -> None:
    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    assert counted(manager, "episodes_by_level") == {"Family Help": ("1", "1", "1")}
    assert counted(manager, "children_by_level") == {"Family Help": ("1", "1", "1")}
    assert counted(manager, "episodes_by_agency") == {"Early help": ("1", "1", "1")}
    assert counted(manager, "episodes_by_lead") == {"Fay Door, Early help": ("1", "1", "1")}
    assert counted(manager, "lead_outside_council") == {"Led from outside": ("0%", "0", "1")}
    assert counted(manager, "opened_and_ended")["Opened"][0] == "1"


def test_a_school_that_leads_is_outside_the_council(head: Any) -> None:
    open_for(head, MARLOWES, ("P-ELLA", "P-JAY"), lead=("SCH_1", "S1"))
    assert counted(head, "lead_outside_council") == {"Led from outside": ("100%", "1", "1")}


def test_a_child_counts_by_their_own_level_and_the_family_by_its(head: Any) -> None:
    from kith.apps.casework.actions.levels import change_level

    open_for(head, MARLOWES, ("P-ELLA", "P-JAY", "P-DAWN"), lead=("SCH_1", "S1"))
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="3S", reason="Worse", person_ref="P-JAY"))
    assert counted(head, "episodes_by_level") == {"Family Help": ("1", "1", "1")}
    assert counted(head, "children_by_level") == {
        "Family Help": ("1", "1", "2"), "Family Help, child in need": ("1", "1", "2"),
    }  # fmt: skip


def test_what_families_feel_is_counted_from_leads_and_team(head: Any) -> None:
    """By hand: led by S1, then S2; L1 and S1 in the team: three workers, one change, no hand-off."""
    from kith.apps.casework.actions.leading import add_to_team, name_lead

    open_for(head, MARLOWES, ("P-ELLA",), lead=("SCH_1", "S1"))
    for agency, staff in (("HOMES", "L1"), ("SCH_1", "S1")):
        act(head, MARLOWES, lambda access, page, agency=agency, staff=staff: add_to_team(
            access, page, role="OTHER", agency_id=agency, staff_id=staff))  # fmt: skip
    after = {"role": "LEAD", "agency_id": "SCH_1", "staff_id": "S2", "reason": "LEFTRL", "family_choice": "AGREED"}
    act(head, MARLOWES, lambda access, page: name_lead(access, page, **after))
    assert counted(head, "workers_met") == {"For each family": ("3.0", "3", "1")}
    assert counted(head, "lead_changes") == {"For each family": ("1.0", "1", "1")}
    assert counted(head, "hand_offs") == {"For each family": ("0.0", "0", "1")}


def test_what_is_not_recorded_is_not_known_and_never_nought(head: Any) -> None:
    open_for(head, MARLOWES, ("P-ELLA",), lead=("SCH_1", "S1"))
    page = browser_of(head, SUPERVISION).get("/casework/counts/").content.decode()
    assert "Times a question was asked again" in page
    assert "Not known. Not recorded yet" in page
    assert counted(head, "asked_again") == {}
    waited = counted(head, "days_to_first_help")
    assert waited["Half of them waited at most"] == ("Not known", "", "0")
    assert [shown for label, (shown, _, _) in waited.items() if "no such day" in label] == ["1"]


def test_days_to_first_help_run_from_the_contact(manager: Any, fay: Any) -> None:
    """By hand: the contact was five days before the lead was named."""
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref, "EH", to_agency_id="COUNCIL_EH")
    open_for(manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    days_ago("casework_episode", "contact_ref", 0, "false")
    owner_sql("alter table casework_episode disable trigger user")
    owner_sql(f"update casework_episode set contact_ref = '{ref}'")
    owner_sql("alter table casework_episode enable trigger user")
    owner_sql("alter table frontdoor_contact disable trigger user")
    owner_sql(f"update frontdoor_contact set received_at = timestamptz '{TODAY - timedelta(days=5)} 12:00+00'")
    owner_sql("alter table frontdoor_contact enable trigger user")
    assert counted(manager, "days_to_first_help")["Half of them waited at most"] == ("5 days", "5", "1")


def test_supervision_is_overdue_by_the_clock_and_not_a_day_before(manager: Any) -> None:
    """The clock says four weeks: begun 27 days ago it is not, 29 days ago it is."""
    open_for(manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    days_ago("casework_episode", "started_on", 27)
    assert counted(manager, "supervision_overdue") == {"Overdue": ("0%", "0", "1")}
    days_ago("casework_episode", "started_on", 29)
    assert counted(manager, "supervision_overdue") == {"Overdue": ("100%", "1", "1")}


def test_steps_and_what_came_back_are_counted_over_time(head: Any) -> None:
    """By hand: down 200 days ago, up 100 days later: one of each in a year, and up again within six months."""
    from kith.apps.casework.actions.levels import change_level

    open_for(head, MARLOWES, ("P-ELLA",), lead=("SCH_1", "S1"))
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="2", reason="Better"))
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="3S", reason="Worse"))
    days_ago("casework_episode", "started_on", 300)
    owner_sql("alter table casework_levelspell disable trigger user")
    for level, since, until in (("3", 300, 200), ("2", 200, 100), ("3S", 100, None)):
        end = "null" if until is None else f"date '{TODAY}' - {until}"
        owner_sql(f"update casework_levelspell set valid_from = date '{TODAY}' - {since}, valid_to = {end}"
                  f" where level = '{level}'")  # fmt: skip
    owner_sql("alter table casework_levelspell enable trigger user")
    assert counted(head, "steps") == {"Up": ("100%", "1", "1"), "Down": ("100%", "1", "1")}
    assert counted(head, "steps", months=3) == {"Up": ("None to count", "0", "0"), "Down": ("None to count", "0", "0")}
    assert counted(head, "up_again") == {"Up again": ("100%", "1", "1")}


def test_a_family_that_came_back_is_counted_once_it_has_had_the_time(head: Any) -> None:
    """By hand: ended 500 days ago, opened again 250 days later: not within six months, and within twelve."""
    from kith.apps.casework.actions.opening import end_episode

    open_for(head, MARLOWES, ("P-ELLA",), lead=("SCH_1", "S1"))
    act(head, MARLOWES, lambda access, page: end_episode(access, page.episode_id, reason="MET", note=""))
    days_ago("casework_episode", "started_on", 700)
    days_ago("casework_episode", "ended_on", 500)
    open_for(head, MARLOWES, ("P-ELLA",), lead=("SCH_1", "S1"))
    days_ago("casework_episode", "started_on", 250, "ended_on is null")
    assert counted(head, "opened_again") == {
        "Within 6 months": ("0%", "0", "1"), "Within 12 months": ("100%", "1", "1"),
    }  # fmt: skip
    assert counted(head, "end_reasons") == {}


def test_contacts_wait_by_their_clock_and_are_decided_in_time(fay: Any) -> None:
    for _ in range(3):
        make_contact(fay, STRANGER)
    ref = make_contact(fay, ELLA, JAY, RYAN)
    look_at(fay, ref)
    decide(fay, ref, "IAG")
    late = make_contact(fay, STRANGER)
    owner_sql("alter table frontdoor_contact disable trigger user")
    owner_sql(f"update frontdoor_contact set due_at = now() - interval '1 hour' where ref = '{late}'")
    owner_sql("alter table frontdoor_contact enable trigger user")
    waiting = counted(fay, "contacts_waiting", purpose=TRIAGE)
    assert waiting["Late"] == ("1", "1", "4")
    assert sum(int(number) for _, number, _ in waiting.values()) == 4
    assert counted(fay, "contacts_decided_in_time", purpose=TRIAGE) == {"In time": ("50%", "1", "2")}
    assert counted(fay, "contacts_outcomes", purpose=TRIAGE) == {"Give advice or say where help is": ("100%", "1", "1")}
    assert counted(fay, "contacts_unanswered", purpose=TRIAGE)["In time"][0] == "1"


def test_a_child_referred_twice_is_one_re_referral_counted_from_the_second(fay: Any) -> None:
    """By hand: Ella and Jay are referred, then Ella and Ryan: of four, one was referred before."""
    for people in ((ELLA, JAY), (ELLA, RYAN)):
        ref = make_contact(fay, *people)
        look_at(fay, ref)
        decide(fay, ref, "REF_CSC", to_agency_id="HOMES")
        answer(fay, ref)
    assert counted(fay, "re_referrals", purpose=TRIAGE) == {"Referred before": ("25%", "1", "4")}
    owner_sql("update frontdoor_decision set decided_at = decided_at - interval '13 months' where id in"
              " (select decision.id from frontdoor_decision decision order by decided_at limit 1)")  # fmt: skip
    assert counted(fay, "re_referrals", purpose=TRIAGE) == {"Referred before": ("0%", "0", "2")}


def test_back_after_nothing_more_is_a_repeat(fay: Any) -> None:
    for outcome in ("NFA", "IAG"):
        ref = make_contact(fay, ELLA)
        look_at(fay, ref)
        decide(fay, ref, outcome)
        answer(fay, ref)
    make_contact(fay, STRANGER)  # found by nobody: neither in nor out
    assert counted(fay, "contacts_repeat", purpose=TRIAGE) == {"Repeated": ("50%", "1", "2")}


def test_contacts_are_counted_by_the_agency_of_the_front_door_alone(manager: Any, head: Any, fay: Any) -> None:
    make_contact(fay, STRANGER)
    assert counted(manager, "contacts_waiting")
    assert not counted(head, "contacts_waiting")
    assert counted(head, "passings_waiting") == {"Waiting": ("0", "0", "0")}
    assert not counted(fay, "episodes_by_level", purpose=TRIAGE)


def test_the_facts_of_contacts_name_nothing_and_come_to_nobody_else(fay: Any, head: Any, worker_of: Make) -> None:
    from django.db import connection, transaction

    from kith.apps.governance.access import DESK, begin

    hidden = make_contact(fay, ELLA, words="Canary words")
    make_contact(fay, ELLA, words="Canary words")
    owner_sql("alter table frontdoor_contact disable trigger user")
    owner_sql(f"update frontdoor_contact set is_restricted = true where ref = '{hidden}'")
    owner_sql("alter table frontdoor_contact enable trigger user")

    def facts(worker: Any) -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            begin(worker, TRIAGE, scope=DESK)
            cursor.execute("select * from kith_contact_facts('2000-01-01', now(), '12 months')")
            return cursor.fetchall()

    assert len(facts(fay)) == 1  # she is not cleared
    assert "CT-" not in repr(facts(fay))
    assert "P-" not in repr(facts(fay))
    for nobody in (head, worker_of("HOMES", "L1", "PRACTITIONER"), worker_of("COUNCIL_EH", "E3", "ADMINISTRATOR")):
        assert facts(nobody) == []


def test_small_numbers_are_kept_back_where_the_counts_leave_the_team(manager: Any) -> None:
    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    assert counted(manager, "episodes_by_level", is_for_others=True)["Family Help"][0] == "5 or fewer"
    page = browser_of(manager, SUPERVISION).get("/casework/counts/?others=1").content.decode()
    assert "Fay Door" not in page
    assert "stays with their manager" in page
    assert "Fay Door" in browser_of(manager, SUPERVISION).get("/casework/counts/").content.decode()


def test_each_number_stands_with_its_formula_and_the_clocks_with_their_version(manager: Any, fay: Any) -> None:
    from kith.apps.base.counts import load_counts

    open_for(manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    page = browser_of(manager, SUPERVISION).get("/casework/counts/?months=3").content.decode()
    for one in load_counts():
        for words in (one.title, one.numerator, one.denominator, one.date_basis):
            assert words.replace("'", "&#x27;") in page, one.count_id
    assert "as at 20 November 2026" in page
    assert "since 20 August 2026" in page
    assert "4 weeks" in page
    assert "supervision" in page


def test_a_purpose_that_opens_nothing_is_not_nought(manager: Any) -> None:
    page = browser_of(manager, "AUDIT").get("/casework/counts/").content.decode()
    assert "Open episodes by level" not in page


def test_the_team_page_goes_by_the_same_clock(manager: Any) -> None:
    from kith.apps.casework.queries.work import get_team_page

    open_for(manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"), purpose=SUPERVISION)
    days_ago("casework_episode", "started_on", 29)
    assert sum(one.overdue for one in get_team_page(manager, SUPERVISION).loads) == 1
    days_ago("casework_episode", "started_on", 27)
    assert sum(one.overdue for one in get_team_page(manager, SUPERVISION).loads) == 0

"""What stops a save, and what a manager reads on the page of what is to be put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders.crawl_world import browser_of
from tests.builders.enquiries import owner_sql
from tests.builders.episodes import SUPERVISION, act, open_for
from tests.builders.small_world import MARLOWES, PLAIN

Make = Callable[..., Any]
TODAY = date(2026, 11, 20)


@pytest.fixture
def manager(worker_of: Make) -> Any:
    return worker_of("COUNCIL_EH", "E2", "MANAGER")


def opened_on(worker: Any, family: str, people: tuple[str, ...], day: date) -> None:
    from kith.apps.casework.actions.opening import open_episode

    act(worker, family, lambda access, page: open_episode(
        access, people=dict.fromkeys(people, ""), level="3", lead=None, reason="Canary", started_on=day),
        purpose=SUPERVISION)  # fmt: skip


def broken(worker: Any, **more: Any) -> dict[str, set[str]]:
    """Return the rules that each family's episode breaks, by the page."""
    from kith.apps.casework.queries.quality import get_quality

    return {
        one.family_ref: {rule.code for rule in one.rules} for one in get_quality(worker, SUPERVISION, **more).episodes
    }


def test_a_day_to_come_stops_the_save_and_nothing_is_written(manager: Any) -> None:
    from kith.apps.casework.actions.checking import CaseworkRuleBroken
    from kith.apps.casework.models import Episode

    with pytest.raises(CaseworkRuleBroken, match="Rule K1"):
        opened_on(manager, PLAIN, ("P-ZOE",), TODAY + timedelta(days=1))
    assert not Episode.objects.using("owner").exists()
    opened_on(manager, PLAIN, ("P-ZOE",), TODAY)
    assert Episode.objects.using("owner").count() == 1


def test_help_does_not_begin_long_before_a_child_was_born(manager: Any) -> None:
    """Zoë was born on 7 July 2012; 40 weeks before is 1 October 2011. Her mother alone may be helped earlier."""
    from kith.apps.casework.actions.checking import CaseworkRuleBroken

    with pytest.raises(CaseworkRuleBroken, match="Rule 8606"):
        opened_on(manager, PLAIN, ("P-ZOE", "P-MUM"), date(2011, 9, 30))
    opened_on(manager, PLAIN, ("P-MUM",), date(2011, 9, 30))


def test_the_page_names_what_is_to_be_put_right_and_no_more(manager: Any, worker_of: Make) -> None:
    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=None, purpose=SUPERVISION)
    assert broken(manager) == {PLAIN: {"K5", "K8", "8610"}}
    assert broken(manager, only="K5") == {PLAIN: {"K5", "K8", "8610"}}
    assert broken(manager, only="K9") == {}
    page = browser_of(manager, SUPERVISION).get("/casework/quality/").content.decode()
    assert "Nobody leads the help." in page
    assert "The Plain family" in page
    head = worker_of("SCH_1", "S2", "MANAGER")
    assert broken(head) == {}
    assert "The Plain family" not in browser_of(head, SUPERVISION).get("/casework/quality/").content.decode()


def test_what_was_put_right_is_gone_from_the_page(manager: Any) -> None:
    from kith.apps.casework.actions.leading import name_lead
    from kith.apps.casework.actions.recording import record_answer

    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=None, purpose=SUPERVISION)
    lead = {"role": "LEAD", "agency_id": "COUNCIL_EH", "staff_id": "E1", "reason": "FCONTA", "family_choice": "AGREED"}
    act(manager, PLAIN, lambda access, page: name_lead(access, page, **lead), purpose=SUPERVISION)
    answer = {"person_ref": "P-MUM", "answer": "DECLINED", "in_their_words": "", "said_on": TODAY}
    act(manager, PLAIN, lambda access, page: record_answer(access, page, **answer), purpose=SUPERVISION)
    assert broken(manager) == {PLAIN: {"8610"}}


def test_a_child_in_two_open_episodes_of_the_agency_is_asked_about(worker_of: Make) -> None:
    """The school holds the Marlowes' episode; one of the children is put into another family's too."""
    head = worker_of("SCH_1", "S2", "MANAGER")
    open_for(head, MARLOWES, ("P-ELLA", "P-JAY"), lead=("SCH_1", "S1"))
    for table in ("casework_episode", "casework_episodeperson"):
        owner_sql(f"alter table {table} disable trigger user")
    owner_sql("insert into casework_episode (ref, family_ref, agency_id, team, opened_from, contact_ref, reason_code,"
              " reason, tags, previous_ref, started_on, opened_at, opened_by, hold_reason, end_reason, end_note)"
              " select 'EP-TWICE', 'F-OTHER', agency_id, '', opened_from, '', 'SF01', '', '{}', '', started_on,"
              " opened_at, opened_by, '', '', '' from casework_episode")  # fmt: skip
    owner_sql(
        "insert into casework_episodeperson (episode_id, person_ref, role, why, valid_from, added_by)"
        " select id, 'P-ELLA', 'CHILD', '', started_on, 1 from casework_episode where ref = 'EP-TWICE'"
    )
    for table in ("casework_episode", "casework_episodeperson"):
        owner_sql(f"alter table {table} enable trigger user")
    assert "8815" in broken(head)[MARLOWES]


def test_the_page_is_a_managers(worker_of: Make) -> None:
    browser = browser_of(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPERVISION)
    assert browser.get("/casework/quality/").status_code == 403
    assert browser.get("/casework/counts/").status_code == 403

"""No mark of a family's page is one that the worker's levels do not allow: each fact of the world is a canary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.published_run import AS_AT, Rows, write_run
from tests.builders.small_world import CANARY_ADDRESS, MARLOWES, small_world
from tests.builders.workers import PASSWORD, SECRET

Make = Callable[..., Any]
FAMILY = f"/families/{MARLOWES}/"
ASKED = ("", "?view=print", "?back=far", "?show=strengths", "?show=turning", "?agency=1", "?about=1", "?who=household")
VIEWS = tuple(FAMILY + asked for asked in ASKED)
WORDS = "One person to ring, said the canary."
MOST_QUERIES = 45


def _with_canaries() -> Rows:
    """Mark each fact's detail, each work's service and each bond's sources, so that a leak can be named."""
    world = small_world()
    for row in world["fact"]:
        row["detail"] = f"fact canary {row['fact_id'].removeprefix('test:')}."
    for number, row in enumerate(world["involvement"]):
        row["service"] = f"work canary {number}."
    for row in world["relation"]:
        row["sources"] = "probation,mental_health"
    for row in world["residence"]:
        row["sources"] = "probation"
    # Their home, and three that are not for these pages: another's, a refuge (had the engine failed), one they left.
    doubts = {"uprn:1": "MORE_THAN_TEN", "uprn:2": "NO_ADULT", "uprn:3": "NO_ADULT", "uprn:6": "NO_ADULT"}
    for row in world["dwelling"]:
        row["household_status"] = doubts.get(row["dwelling_id"])
    return world


@pytest.fixture
def page_of(database: None, tmp_path: Path) -> Callable[..., str]:
    """Load the marked world, sign in as a worker for a purpose, and give all that the family's page says to them."""
    from django.core.cache import cache
    from django.test import Client

    from kith.apps.agencies.queries import current_code
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live
    from tests.builders.workers import sign_in_as

    run = load_run(write_run(tmp_path / "run-1", _with_canaries()), by="test")
    make_live(run.run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)

    def read(agency: str, staff: str, role: str, purpose: str) -> str:
        cache.clear()
        sign_in_as(agency, staff, role)
        client = Client(HTTP_HOST="localhost")
        client.post("/accounts/login/", {"login": f"{agency}-{staff}".lower(), "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
        client.post("/purpose/", {"purpose": purpose})
        answers = [client.get(view) for view in VIEWS]
        assert {answer.status_code for answer in answers} == {200}
        return "\n".join(answer.content.decode() for answer in answers)

    return read


# who, and the numbers of the facts and of the works of which the words may stand on the page
CASES = {
    "a school's lead worker": (("SCH_1", "S1", "LEAD_WORKER", "EARLY_HELP_SUPPORT"), {2}, {0, 1, 2, 3, 6}),
    "a housing officer": (("HOMES", "L1", "PRACTITIONER", "EARLY_HELP_SUPPORT"), {5}, {0, 1, 2, 3, 6}),
    "a charity's volunteer": (("HARBOUR_DADS", "V1", "PRACTITIONER", "EARLY_HELP_SUPPORT"), set(), {0, 1, 2, 3}),
}
DATES = {1: "2 April 2023", 3: "1 June 2026", 6: "1 February 2016", 7: "1 June 2017", 10: "1 January 2022"}


@pytest.mark.parametrize("case", CASES)
def test_no_word_stands_on_the_page_that_the_levels_do_not_allow(page_of: Callable[..., str], case: str) -> None:
    who, facts, works = CASES[case]
    page = page_of(*who)
    assert {number for number in range(1, 11) if f"fact canary {number}." in page} == facts
    assert {number for number in range(10) if f"work canary {number}." in page} == works
    assert CANARY_ADDRESS not in page
    assert "probation" not in page.casefold()


@pytest.mark.parametrize("case", CASES)
def test_no_page_tells_how_a_hidden_or_unshared_home_is_lived_in(page_of: Callable[..., str], case: str) -> None:
    """What is improbable about Dawn's home is told where its address is; about every other home it is told nowhere."""
    page = page_of(*CASES[case][0])
    is_shared = "14 Tern Close" in page
    # Once beside the address, once among what to do next.
    assert page.count("More than ten people are recorded") == (2 * len(VIEWS) if is_shared else 0)
    assert "18 or older" not in page


def test_what_is_allowed_does_stand_there(page_of: Callable[..., str]) -> None:
    page = page_of("SCH_1", "S1", "LEAD_WORKER", "EARLY_HELP_SUPPORT")
    assert "fact canary 2." in page
    assert "Domestic abuse call-out" in page
    assert "another agency" in page
    for number in (3, 7, 10):  # mental health, strangers' doings at a hostel, a protected address
        assert DATES[number] not in page


def test_dates_and_kinds_of_others_are_not_on_a_charitys_page(page_of: Callable[..., str]) -> None:
    page = page_of("HARBOUR_DADS", "V1", "PRACTITIONER", "EARLY_HELP_SUPPORT")
    assert not [day for day in DATES.values() if day in page]
    for words in ("Domestic abuse", "call-out", "Offence", "arrears", "14 Tern Close", "QX4", "due March"):
        assert words not in page


def _write_words() -> None:
    """What Dawn said, written down by the lead worker."""
    from kith.apps.governance.actions import record_together
    from tests.builders.workers import sign_in_as

    record_together(
        by=sign_in_as("SCH_1", "S1", "LEAD_WORKER"), purpose="EARLY_HELP_SUPPORT", family_ref=MARLOWES,
        person_ref="P-DAWN", answer="AGREED", in_their_words=WORDS,
    )  # fmt: skip


def test_their_words_stand_first_and_only_for_whoever_may_read_them(page_of: Callable[..., str]) -> None:
    _write_words()
    page = page_of("SCH_1", "S1", "LEAD_WORKER", "EARLY_HELP_SUPPORT")
    assert page.count(WORDS) == len(VIEWS)
    order = ["they-say", "who-is-in", "who-works", "what-happened", "where", "how-we-know"]
    places = [page.index(f'id="{heading}"') for heading in order]
    assert places == sorted(places)
    assert WORDS not in page_of("HARBOUR_DADS", "V1", "PRACTITIONER", "EARLY_HELP_SUPPORT")


@pytest.mark.parametrize("case", CASES)
def test_do_next_never_holds_more_than_three(page_of: Callable[..., str], case: str) -> None:
    page = page_of(*CASES[case][0])
    for found in page.split('id="do-next"')[1:]:
        assert 1 <= found.split("</section>")[0].count("<li>") <= 3


def test_home_of_who_lives_apart_and_hidden_homes_are_in_no_picture(page_of: Callable[..., str]) -> None:
    page = page_of("SCH_1", "S1", "LEAD_WORKER", "EARLY_HELP_SUPPORT")
    assert "14 Tern Close" in page.split('id="homes-title"')[1]
    assert "2 Far Street" not in page


def test_page_asks_the_database_a_bounded_number_of_times(page_of: Callable[..., str]) -> None:
    """The page is quick at county size because it asks little: a question more for each member would be seen here."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kith.apps.base.clock import today
    from kith.apps.governance.access import open_family
    from kith.apps.singleview.queries import Choice, get_family_page
    from tests.builders.workers import sign_in_as

    page_of("SCH_1", "S1", "LEAD_WORKER", "EARLY_HELP_SUPPORT")
    worker = sign_in_as("SCH_1", "S1", "LEAD_WORKER")
    with CaptureQueriesContext(connection) as asked, open_family(worker, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        get_family_page(access, choice=Choice(), on=today())
    assert len(asked) <= MOST_QUERIES

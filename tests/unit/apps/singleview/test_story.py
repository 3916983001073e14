"""The page's newer parts: narrowing what happened, homes over time, doubts, what to do next, how fresh it all is."""

from __future__ import annotations

from datetime import date

import pytest

from kith.apps.people.queries.shapes import LIVES_ELSEWHERE
from kith.apps.singleview.queries.do_next import MOST, choose_next, left_over
from kith.apps.singleview.queries.homes_over_time import draw_homes_over_time
from kith.apps.singleview.queries.how_we_know import list_freshness
from kith.apps.singleview.queries.narrowing import Choice
from kith.apps.singleview.queries.what_they_say import _grown_at_home
from kith.apps.singleview.queries.who_is_in import draw_who_is_in

from .test_sections import ALL, ON, fact, lives, member, told, work

SCHOOL = {"agency_id": "SCH", "agency_name": "Northmoor Primary", "agency_kind": "S", "category": "ATTENDANCE"}


def three_facts() -> list[object]:
    return [
        fact(1, "ella"),
        fact(2, "jay", kind="ATTENDANCE_GOOD", label="Attendance above 95%", tone="STRENGTH", **SCHOOL),
        fact(3, None, kind="HOUSING_NOTICE", label="Notice served", agency_name="Homes", category="HOUSING"),
    ]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"Police call-out", "Attendance above 95%", "Notice served"}),
        ({"agency": "2"}, {"Attendance above 95%"}),
        ({"about": "3"}, {"Notice served"}),
        ({"who": "household"}, {"Notice served"}),
        ({"who": "jay", "agency": "1"}, set()),
        ({"show": "strengths"}, {"Attendance above 95%"}),
        ({"show": "turning"}, {"Notice served"}),
        ({"who": "nobody", "agency": "77", "about": "-1", "show": "all"}, None),
    ],
)
def test_narrowing_by_person_agency_and_kind(asked: dict[str, str], left: set[str] | None) -> None:
    shown = told(three_facts(), [], Choice.read(asked))  # type: ignore[arg-type]
    everything = {"Police call-out", "Attendance above 95%", "Notice served"}
    assert {row.what for row in shown.rows} == (everything if left is None else left)


def test_address_of_a_narrowed_page_names_no_agency_and_no_subject() -> None:
    shown = told(three_facts(), [], Choice.read({"agency": "1", "about": "1"}))  # type: ignore[arg-type]
    queries = [link.query for link in shown.narrowed.links] + [shown.narrowed.choice.query]
    assert not [query for query in queries for word in ("police", "homes", "housing") if word in query.casefold()]
    assert all("agency=1" in query and "about=1" in query for query in queries)


def test_title_of_a_narrowed_picture_is_true_of_what_is_drawn_and_no_worry_is_a_headline() -> None:
    worries = [fact(n, "ella", happened_on=date(2025, n, 1)) for n in (1, 2, 3)]
    calm = [fact(9, "ella", kind="HEALTH_VISIT", label="Health visitor review", tone="NEUTRAL", category="HEALTH")]
    shown = told([*worries, *calm], [], Choice(who="ella"))
    assert shown.finding == "Four things told of Ella since January 2025"
    assert told([], [], Choice(who="jay")).finding == "Nothing that you can see was told of Jay for this choice"


def test_homes_are_drawn_with_who_and_when() -> None:
    rows = [
        lives("ella", "uprn:9", address="2 Old Row, Northmoor", valid_from=date(2015, 1, 1), valid_to=date(2018, 1, 1)),
        lives("ella"),
        lives("jay"),
    ]
    shown = draw_homes_over_time([member("ella"), member("jay")], rows, on=ON)
    assert shown.finding == "The last move that you can see was in January 2018: Ella"
    assert ">Ella and Jay<" in shown.picture
    assert ">2 Old Row<" in shown.picture


def test_home_that_is_withheld_or_elsewhere_is_in_no_picture() -> None:
    hidden = [lives("ella", None), lives("jay", "elsewhere:0", address=LIVES_ELSEWHERE, valid_from=None)]
    shown = draw_homes_over_time([member("ella"), member("jay")], hidden, on=ON)
    assert shown.picture == ""
    assert shown.finding == "Nobody moved, as far as you can see"


def test_two_records_that_may_be_one_person_are_named_and_twins_are_not() -> None:
    people = [member("jay", short_name="Jay"), member("two", short_name="Jaye", name="Jaye Marlow"), member("ella")]
    notes = draw_who_is_in(people, [], [lives(each.person_ref) for each in people], ALL).notes
    assert [note for note in notes if "may be one person" in note] == [
        "Two records may be one person: Jay Marlowe and Jaye Marlow, both born on one day. Nothing was joined."
    ]


def test_home_that_somebody_left_says_since_when_nothing_is_known() -> None:
    left = lives("ella", valid_to=date(2026, 11, 9))
    notes = draw_who_is_in([member("ella", lives_at=None), member("jay")], [], [left, lives("jay")], ALL).notes
    assert "Where Ella lives is not known since Nov 2026." in notes


def test_do_next_never_holds_more_than_three_and_loses_nothing() -> None:
    doubts = [f"doubt {n}" for n in range(5)]
    steps = choose_next(doubts=doubts, unlikely_homes=["a home"], not_asked=["Dawn", "Lee", "Joan"], is_lead=True)
    assert len(steps) == MOST == 3
    assert [step.words for step in steps][1] == "Ask Dawn, Lee and 1 more if they want to work with you"
    assert left_over(doubts, steps) == tuple(doubts[2:])
    assert choose_next(doubts=[], unlikely_homes=[], not_asked=["Dawn"], is_lead=False) == ()


def test_nobody_is_sent_to_a_parent_who_lives_apart() -> None:
    mum, dad = member("mum", role="PARENT", age=40), member("dad", role="PARENT", age=41, lives_at="uprn:2")
    lost = member("gran", role="OTHER_ADULT", age=70, lives_at=None)
    assert _grown_at_home([mum, dad, lost, member("ella")]) == [mum]


def test_old_news_comes_first_and_says_since_when() -> None:
    lines = list_freshness([fact(1, "ella", current_as_of=date(2026, 11, 9))], [work("ella")])
    assert [(line.as_of, line.is_old, line.agencies) for line in lines] == [
        (date(2026, 11, 9), True, (("P", "Police"),)),
        (ON, False, (("S", "School"),)),
    ]

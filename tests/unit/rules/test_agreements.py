"""Where an agreement stands on a day, when it warns, and what may be changed of the table of role and purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kith.rules.agreements import DRAFT, ENDED, SIGNED, last_day, stands
from kith.rules.policy_change import changes, faults_of, next_version
from kith.rules.sharing import has_agreed, voices_differ

START, END = date(2026, 4, 1), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("state", "day", "words", "is_in_force", "warning"),
    [
        (DRAFT, START, "draft, not signed", False, None),
        (SIGNED, START - timedelta(days=1), "begins in 1 day", False, None),
        (SIGNED, START, "in force", True, None),
        (SIGNED, END - timedelta(days=91), "in force", True, None),
        (SIGNED, END - timedelta(days=90), "ends in 90 days", True, 90),
        (SIGNED, END - timedelta(days=31), "ends in 31 days", True, 90),
        (SIGNED, END - timedelta(days=30), "ends in 30 days", True, 30),
        (SIGNED, END - timedelta(days=7), "ends in 7 days", True, 7),
        (SIGNED, END - timedelta(days=1), "ends at midnight", True, 7),
        (SIGNED, END, "ended", False, None),
        (ENDED, END, "ended early", False, None),
        (ENDED, START, "ended early", False, None),
    ],
)
def test_where_it_stands(state: str, day: date, words: str, is_in_force: bool, warning: int | None) -> None:
    standing = stands(state, START, END, day)
    assert (standing.words, standing.is_in_force, standing.warning) == (words, is_in_force, warning)


def test_the_last_day_is_inside_and_a_review_is_due_from_its_day() -> None:
    assert last_day(END) == date(2027, 3, 30)
    due = [stands(SIGNED, START, None, day, review_on=date(2026, 12, 1)).is_review_due for day in (START, END)]
    assert due == [False, True]


@pytest.mark.parametrize(
    ("said", "agreed", "differ"),
    [
        ([], False, False),
        ([("SELF", "GIVEN")], True, False),
        ([("SELF", "WITHDRAWN")], False, False),
        ([("PARENT", "GIVEN"), ("SELF", "REFUSED")], False, True),
        ([("PARENT", "GIVEN"), ("SELF", "REFUSED"), ("DECISION", "GIVEN")], True, False),
        ([("PARENT", "GIVEN"), ("SELF", "GIVEN"), ("DECISION", "REFUSED")], False, False),
        ([("PARENT", "REFUSED"), ("SELF", "WITHDRAWN")], False, False),
    ],
)
def test_what_voices_come_to(said: list[tuple[str, str]], agreed: bool, differ: bool) -> None:
    assert (has_agreed(said), voices_differ(said)) == (agreed, differ)


def test_the_table_of_role_and_purpose() -> None:
    assert faults_of({("MANAGER", "SAFEGUARDING"): 4, ("AUDITOR", "AUDIT"): 0}) == ()
    assert len(faults_of({("AUDITOR", "AUDIT"): 1, ("MANAGER", "NOSE"): 1, ("MANAGER", "TRIAGE"): 5})) == 3
    assert next_version(START, frozenset()) == "2026-04-01"
    assert next_version(START, frozenset({"2026-04-01", "2026-04-01.2"})) == "2026-04-01.3"
    assert changes({("A", "B"): 1, ("C", "D"): 2}, {("C", "D"): 2}) == [("A", "B", 1, 0)]

"""What makes a reason good enough to open a family in an emergency, and how long each opening lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kith.rules.emergency import GLASS, SELF_CLAIM, ends_at, find_fault, minutes_left, review_due_at

REASON = "A neighbour rang: shouting and a child crying"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "last", "is_good"),
    [
        (REASON, "", True),
        (REASON, "Something else that happened last week", True),
        ("", "", False),
        ("a b c d", "", False),  # four words, and too short
        ("a" * 30, "", False),  # long, and one word
        ("help me help me help me help", "", False),  # two words, over and over
        ("one two three four 5678", "", True),
        (REASON, REASON, False),
        ("a NEIGHBOUR rang,  shouting and a child crying!!", REASON, False),
        (REASON + " " * 3000, "", False),
    ],
)
def test_a_reason_says_something_and_something_new(reason: str, last: str, is_good: bool) -> None:
    assert (find_fault(reason, last) == "") is is_good


def test_how_long_things_last() -> None:
    assert ends_at(GLASS, NOON) == NOON + timedelta(minutes=60)
    assert ends_at(SELF_CLAIM, NOON) == NOON + timedelta(hours=24)
    assert review_due_at(NOON) == NOON + timedelta(hours=72)
    assert [minutes_left(NOON, NOON - timedelta(seconds=s)) for s in (3600, 61, 60, 1, 0, -5)] == [60, 2, 1, 1, 0, 0]

"""Days and spans in everyday words."""

from __future__ import annotations

from datetime import date

import pytest

from kith.apps.base.words import ago_in_words, day_in_words, listed, month_in_words, span_in_words

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 18), "2 days ago"),
        (date(2026, 11, 13), "last week"),
        (date(2026, 11, 6), "2 weeks ago"),
        (date(2026, 9, 12), "9 weeks ago"),
        (date(2026, 9, 11), "Sep 2026"),
        (date(2026, 12, 3), "3 December 2026"),
    ],
)
def test_ago(day: date, words: str) -> None:
    assert ago_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 5, 14), "6 months"),
        (date(2026, 5, 21), "5 months"),
        (date(2026, 10, 20), "1 month"),
        (date(2026, 11, 19), "1 day"),
        (date(2024, 11, 20), "2 years"),
        (date(2025, 11, 20), "12 months"),
    ],
)
def test_span(since: date, words: str) -> None:
    assert span_in_words(since, TODAY) == words


def test_days_that_nobody_knows_are_said_to_be_unknown() -> None:
    assert day_in_words(None) == month_in_words(None) == "not known"
    assert day_in_words(date(2026, 5, 14)) == "14 May 2026"


def test_lists() -> None:
    assert [listed(["a", "b", "c"][:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]

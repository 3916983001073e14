"""A picture's sentence is true of what is drawn, and says no more."""

from __future__ import annotations

from datetime import date

import pytest

from kith.apps.base.pictures.chronicle import QuarterCount, quarters
from kith.apps.base.pictures.findings import agencies_finding, since_finding, who_finding

STARTS = quarters(date(2024, 1, 1), date(2026, 11, 20))


def counts(*numbers: int) -> list[QuarterCount]:
    return [QuarterCount(start, number) for start, number in zip(STARTS, numbers, strict=False)]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((2, 4, 5, 7, 9, 8, 5), "Agencies peaked at nine in early 2025; five now"),
        ((1, 3, 2, 0), "Agencies peaked at three in the spring of 2024; none now"),
        ((1, 2, 3), "Three agencies work with the family now, as many as at any time"),
        ((1, 1, 1), "One agency works with the family now"),
        ((0, 0), "No agency's dated work that you can see falls in these years"),
        ((), "No agency's dated work that you can see falls in these years"),
        ((1, 14, 13), "Agencies peaked at 14 in the spring of 2024; 13 now"),
    ],
)
def test_agencies(numbers: tuple[int, ...], said: str) -> None:
    assert agencies_finding(counts(*numbers)) == said


@pytest.mark.parametrize(
    ("people", "addresses", "babies", "flags", "said"),
    [
        (7, 2, 1, {}, "Seven people over two addresses and a baby due"),
        (1, 1, 0, {}, "One person at one address"),
        (3, 0, 0, {"is_some_withheld": True}, "Three people at an address that is withheld"),
        (4, 1, 0, {"is_some_withheld": True}, "Four people at one address, and an address that is withheld"),
        (5, 2, 0, {"is_some_unknown": True}, "Five people over at least two addresses"),
        (2, 0, 2, {}, "Two people and two babies due"),
    ],
)
def test_who(people: int, addresses: int, babies: int, flags: dict[str, bool], said: str) -> None:
    assert who_finding(people, addresses, babies, **flags) == said


def test_quiet_since_is_said_only_after_trouble_and_long_enough() -> None:
    began, now = date(2026, 5, 14), date(2026, 11, 20)
    before, since = date(2025, 2, 1), date(2026, 8, 1)
    assert (
        since_finding("call-outs", [before], began_on=began, now=now) == "No call-outs that you can see since May 2026"
    )
    assert since_finding("call-outs", [before, since], began_on=began, now=now) == ""
    assert since_finding("call-outs", [], began_on=began, now=now) == ""
    assert since_finding("call-outs", [before], began_on=None, now=now) == ""
    assert since_finding("call-outs", [before], began_on=date(2026, 10, 1), now=now) == ""

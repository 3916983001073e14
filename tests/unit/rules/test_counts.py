"""How a count is read, shown, and cut before it leaves the team."""

from __future__ import annotations

from typing import Any

import pytest

from kith.rules.counts import COUNT, DAYS, MEAN, NOT_KNOWN, PERCENT, Counted, for_others, read_definition, shown

WHOLE: dict[str, Any] = {
    "id": "some", "title": "Some", "words": "Words.", "section": "NOW", "place": 1, "room": "casework",
    "shape": "count", "unit": "family", "numerator": "these", "denominator": "those", "date_basis": "today",
    "source": "somewhere",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "shape", "words"),
    [
        (Counted("", 1200, 3000), COUNT, "1,200"),
        (Counted("", 1, 3), PERCENT, "33%"),
        (Counted("", 0, 0), PERCENT, "None to count"),
        (Counted("", 9, 4), MEAN, "2.2"),
        (Counted("MEDIAN", 1, 4), DAYS, "1 day"),
        (Counted("P90", 2.55, 4), DAYS, "2.5 days"),
        (Counted("MEDIAN", None, 0), DAYS, "Not known"),
        (Counted("", None, None), COUNT, "Not known"),
        (Counted("", 0, 5), NOT_KNOWN, "Not known"),
    ],
)
def test_a_number_in_words(line: Counted, shape: str, words: str) -> None:
    assert shown(line, shape) == words


def test_what_is_not_known_is_never_nought() -> None:
    assert shown(Counted("", 0, None), COUNT) == "0"
    assert shown(Counted("", None, None), COUNT) != "0"


def test_five_are_kept_back_and_six_are_not() -> None:
    five, six, nought = for_others([Counted("a", 5, None), Counted("b", 6, None), Counted("c", 0, None)], COUNT)
    assert shown(five, COUNT) == "5 or fewer"
    assert shown(six, COUNT) == "6"
    assert shown(nought, COUNT) == "0"


def test_one_that_is_kept_back_cannot_be_found_by_taking_the_others_from_the_whole() -> None:
    lines = for_others([Counted("a", 3, 53), Counted("b", 20, 53), Counted("c", 30, 53)], COUNT)
    assert [one.is_kept_back for one in lines] == [True, True, False]
    two = for_others([Counted("a", 3, 57), Counted("b", 4, 57), Counted("c", 50, 57)], COUNT)
    assert [one.is_kept_back for one in two] == [True, True, False]


@pytest.mark.parametrize(("number", "whole"), [(3, 100), (97, 100), (2, 4)])
def test_a_share_tells_of_those_in_it_and_of_those_who_are_not(number: float, whole: float) -> None:
    (line,) = for_others([Counted("", number, whole)], PERCENT)
    assert line.is_kept_back
    assert line.numerator is None
    assert shown(line, PERCENT) == "Kept back: too few"


def test_a_whole_of_few_is_kept_back_with_its_share() -> None:
    (line,) = for_others([Counted("", 2, 4)], PERCENT)
    assert line.denominator is None


def test_a_mean_and_days_are_kept_back_where_few_were_measured() -> None:
    for shape, part in ((MEAN, "ALL"), (DAYS, "MEDIAN")):
        few, many = (for_others([Counted(part, 30, number)], shape)[0] for number in (5, 6))
        assert few.is_kept_back
        assert not many.is_kept_back


def test_a_definition_is_read_whole_or_not_at_all() -> None:
    assert read_definition(WHOLE | {"leaves_team": False}).leaves_team is False
    for wrong in ({"shape": "percentage"}, {"numerator": " "}, {"parts": ["a"]}):
        with pytest.raises(ValueError):
            read_definition(WHOLE | wrong)
    with pytest.raises(KeyError):
        read_definition({key: value for key, value in WHOLE.items() if key != "denominator"})

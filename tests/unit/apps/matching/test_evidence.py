"""Evidence in plain words, records side by side, and the picture that adds them up."""

from __future__ import annotations

import re

import pytest

from kith.apps.matching.evidence import read_evidence, times
from kith.apps.matching.side_by_side import DIFFERS, ONE_SIDE, SAME, compare
from kith.apps.matching.waterfall import draw_waterfall

TOLD = {
    "prior": -12.0,
    "weight": 3.0,
    "comparisons": [
        {"comparison": "birth", "level": "same <day>", "bits": 9.8},
        {"comparison": "id_library_card", "level": "differs", "bits": -5.3},
        {"comparison": "sex", "level": "missing", "bits": 0.0},
    ],
}


@pytest.mark.parametrize(
    ("bits", "words"),
    [(1, "2"), (-1, "2"), (0.5, "1.4"), (3.4, "11"), (9.8, "890"), (13.8, "14,000"), (30, "more than a million"),
     (2000, "more than a million")],
)  # fmt: skip
def test_how_many_times_in_two_figures(bits: float, words: str) -> None:
    assert times(bits) == words


def test_each_comparison_is_a_sentence_and_what_none_accounts_for_is_the_families() -> None:
    found = [step.sentence for step in read_evidence(TOLD, "").steps]
    assert found == [
        "Date of birth: same <day>. This makes a match 890 times likelier.",
        "Library card: differs. This makes a match 39 times less likely.",
        "Sex: not known on both sides. This says next to nothing either way.",
        "Their families: they share a relative. This makes a match 1,400 times likelier.",
    ]


def test_steps_add_up_from_the_start_to_the_end() -> None:
    evidence = read_evidence(TOLD, "LIKELY_A_RELATIVE")
    assert evidence.start + sum(step.bits for step in evidence.steps) == pytest.approx(evidence.total)
    assert evidence.steps[-1].total == evidence.total
    assert "relatives" in evidence.held_apart
    assert evidence.finding == "What was compared speaks for one person, about 8 to 1"


def test_a_reason_that_nobody_put_in_words_is_not_shown_as_a_code() -> None:
    assert read_evidence(TOLD, "SOMETHING_NEW").held_apart == ""


def test_the_picture_names_itself_and_carries_no_markup_of_the_data() -> None:
    drawn = draw_waterfall(read_evidence(TOLD, ""))
    assert "<title" in drawn
    assert "same &lt;day&gt;" in drawn
    assert len(re.findall("<rect", drawn)) == 5  # where it begins, three that count, and where it ends
    assert 'width="-' not in drawn


def test_what_one_side_alone_says_is_neither_same_nor_different() -> None:
    lines = {line.label: line for line in compare(
        {"forename": "Zoë", "surname": "O'Hara", "homes": ["1 A St", "2 B St"], "nhs_number": None, "sex": "F"},
        {"forename": "Zoe", "surname": "OHARA", "homes": ["2 b st"], "nhs_number": "9990001111"},
    )}  # fmt: skip
    assert {label: line.compares for label, line in lines.items()} == {
        "First name": DIFFERS, "Surname": SAME, "Lives or lived at": SAME, "NHS number": ONE_SIDE, "Sex": ONE_SIDE,
    }  # fmt: skip
    assert [part.text for part in lines["First name"].one[0] if part.is_other] == ["ë"]
    assert [part.text for part in lines["First name"].other[0] if part.is_other] == ["e"]


def test_swapped_day_and_month_can_be_read_as_such() -> None:
    (line,) = compare({"born_on": "2014-05-06"}, {"born_on": "2014-06-05"})
    assert line.compares == DIFFERS
    assert "".join(part.text for part in line.one[0]) == "6 May 2014"

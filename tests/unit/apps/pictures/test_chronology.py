"""A chronology never lets marks or words overlap, gathers what is crowded, and counts agencies truly."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from itertools import combinations

import pytest

from kith.apps.base.pictures.binning import CROWDED, bin_by_quarter, gather_repeats
from kith.apps.base.pictures.chronicle import Item, Lane, QuarterCount, next_quarter, quarter_start, quarters
from kith.apps.base.pictures.chronology import WIDTH, draw_chronology
from kith.apps.base.pictures.packing import FONT, Mark, pack
from kith.apps.base.pictures.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = date(2021, 1, 1), date(2026, 11, 20)
LABELS = ("Police call-out", "Absence above 10%", "Contact with the front door", "Rent arrears")


def invented(count: int, seed: int = 1) -> list[Item]:
    chance = random.Random(seed)
    items = []
    for _ in range(count):
        starts = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        spell = chance.random() < 0.4
        ends = starts + timedelta(days=chance.randrange(1, 500)) if spell and chance.random() < 0.8 else None
        items.append(Item(chance.choice("ab"), chance.choice("PSHL"), chance.choice(LABELS), starts, ends, spell))
    return sorted(items, key=lambda item: (item.starts_on, item.label))


def x_of(day: date) -> float:
    return 104 + 626 * (day - FIRST).days / (LAST - FIRST).days


def reach(mark: Mark) -> tuple[float, float]:
    wide = text_width(mark.words, FONT) if mark.words else 0
    start = mark.words_x - wide if mark.words_end else mark.words_x
    return (min(mark.left, start), max(mark.right, start + wide)) if mark.words else (mark.left, mark.right)


@pytest.mark.parametrize("seed", range(5))
def test_marks_and_words_never_overlap_or_leave_the_picture(seed: int) -> None:
    marks = pack(invented(60, seed), x_of, left_edge=106, right_edge=730, until=LAST)
    assert len(marks) == 60
    for one, other in combinations(marks, 2):
        if one.row == other.row:
            (a, b), (c, d) = reach(one), reach(other)
            assert b < c or d < a
    assert all(reach(mark)[0] >= 105.9 and reach(mark)[1] <= 730.1 for mark in marks)


def test_repeats_in_a_quarter_become_one_mark_with_its_number() -> None:
    calls = [Item("a", "P", "Call-out", date(2025, 1, day)) for day in (2, 9, 30)] + [
        Item("a", "P", "Call-out", date(2025, 4, 1))
    ]
    assert [item.count for item in gather_repeats(calls)] == [3, 1]


def test_spells_that_touch_become_one_and_others_stay_apart() -> None:
    def spell(start: date, end: date | None) -> Item:
        return Item("a", "L", "Rent arrears", start, end, True)

    touching = [spell(date(2024, 1, 1), date(2024, 3, 1)), spell(date(2024, 3, 1), None)]
    assert [item.ends_on for item in gather_repeats(touching)] == [None]
    apart = [spell(date(2024, 1, 1), date(2024, 3, 1)), spell(date(2024, 5, 1), date(2024, 6, 1))]
    assert len(gather_repeats(apart)) == 2


def test_crowd_is_binned_and_nothing_is_lost() -> None:
    items = invented(CROWDED + 100)
    binned = bin_by_quarter(items)
    events = [item for item in items if not item.is_spell]
    assert sum(item.count for item in binned if not item.is_spell) == len(events)
    assert len(binned) < len(items)
    svg = draw_chronology([Lane("a", "A"), Lane("b", "B")], items, [], first=FIRST, last=LAST, title="t", desc="d")
    assert not any(label in svg for label in LABELS)


def test_empty_lanes_are_left_out_and_letters_stand_in_marks() -> None:
    item = Item("a", "P", "Call-out <x>", date(2025, 1, 2))
    svg = draw_chronology([Lane("a", "Ann"), Lane("b", "Bob")], [item], [], first=FIRST, last=LAST, title="t", desc="d")
    words = [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert "Ann" in words
    assert "Bob" not in words
    assert "P" in words
    assert "Call-out <x>" in words


def test_strip_writes_every_count_and_stays_inside() -> None:
    counts = [QuarterCount(start, number) for number, start in enumerate(quarters(FIRST, LAST))]
    picture = ElementTree.fromstring(draw_chronology([], [], counts, first=FIRST, last=LAST, title="t", desc="d"))
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert [word for word in words if word and word.isdigit() and len(word) < 4] == [
        str(n) for n in range(1, len(counts))
    ]
    cells = list(picture.iter(f"{SVG}rect"))
    assert all(float(cell.get("x", 0)) + float(cell.get("width", 0)) <= WIDTH for cell in cells)


@pytest.mark.parametrize(
    ("day", "start", "following"),
    [
        (date(2026, 11, 20), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 10, 1)),
    ],
)
def test_quarters(day: date, start: date, following: date) -> None:
    assert quarter_start(day) == start
    assert next_quarter(day) == following

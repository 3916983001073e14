"""Whatever happened, no word of a chronology lies on another or leaves the picture, and no event is left out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kith.apps.base.pictures.binning import CROWDED
from kith.apps.base.pictures.chronicle import Item, Lane, QuarterCount, quarters
from kith.apps.base.pictures.chronology import WIDTH, draw_chronology
from tests.unit.apps.pictures.words_of_picture import SVG, overlapping_words, words_outside

LAST = date(2026, 11, 20)
LANES = [Lane("a", "Ann"), Lane("b", "Bartholomew-James Marlowe"), Lane("household", "Household")]
LONG = "A thing with a name so long that no side of any mark has room for the whole of it, wherever the mark stands"
LABELS = ("Police call-out", "Contact with the front door", "Anti-social behaviour report", "Baby due", LONG)


@st.composite
def stories(draw: st.DrawFn, most: int = 90) -> tuple[date, list[Item]]:
    """Events and spells over three to nine years, crowded or not."""
    first = date(draw(st.integers(2017, 2023)), 1, 1)
    days = st.integers(0, (LAST - first).days)
    items = []
    for _ in range(draw(st.integers(0, most))):
        starts = first + timedelta(days=draw(days))
        is_spell = draw(st.booleans())
        ends = starts + timedelta(days=draw(st.integers(0, 900))) if is_spell and draw(st.booleans()) else None
        lane, letter, label = (draw(st.sampled_from(each)) for each in (("a", "b", "household"), "PSHLCY", LABELS))
        items.append(Item(lane, letter, label, starts, ends, is_spell))
    return first, sorted(items, key=lambda item: (item.starts_on, item.label))


def drawn(first: date, items: list[Item]) -> ElementTree.Element:
    counts = [QuarterCount(start, number % 12) for number, start in enumerate(quarters(first, LAST))]
    return ElementTree.fromstring(draw_chronology(LANES, items, counts, first=first, last=LAST, title="t", desc="d"))


@settings(max_examples=60)
@given(stories())
def test_no_words_lie_on_one_another(story: tuple[date, list[Item]]) -> None:
    picture = drawn(*story)
    assert overlapping_words(picture) == []
    assert words_outside(picture, WIDTH) == []


@settings(max_examples=60)
@given(stories())
def test_every_event_is_counted_in_some_mark(story: tuple[date, list[Item]]) -> None:
    first, items = story
    letters = [text.text for text in drawn(first, items).iter(f"{SVG}text") if text.get("class") == "pic-letter"]
    assert bool(letters) == bool(items)
    assert len(letters) <= len(items)


def test_above_the_limit_marks_are_by_quarter_and_say_how_many() -> None:
    first = date(2023, 1, 1)
    items = [Item("a", "P", "Police call-out", first + timedelta(days=9 * n)) for n in range(CROWDED + 1)]
    words = [text.text or "" for text in drawn(first, items).iter(f"{SVG}text")]
    counts = [int(found[1]) for word in words if (found := re.fullmatch("×(\\d+)", word))]
    inside = [item for item in items if item.starts_on <= LAST]
    assert sum(counts) >= len(inside) - len(quarters(first, LAST))
    assert not [word for word in words if "call-out" in word]

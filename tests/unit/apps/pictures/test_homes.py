"""The picture of homes draws every stay, lets no words overlap, and is left out where there is nothing to see."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta

import pytest

from kith.apps.base.pictures.homes import MOST_PLACES, WIDTH, Stay, draw_homes

from .words_of_picture import overlapping_words, words_outside

ON = date(2026, 11, 20)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(stays: list[Stay]) -> ElementTree.Element:
    return ElementTree.fromstring(draw_homes(stays, on=ON, title="t", desc="d"))


def test_every_stay_is_drawn_and_a_dot_says_who_is_there_now() -> None:
    picture = drawn(
        [
            Stay("14 Tern Close", "Dawn and Lee", date(2018, 1, 1), None),
            Stay("14 Tern Close", "Ryan", date(2018, 1, 1), date(2024, 9, 2)),
            Stay("2 Far Street", "Carl", None, None),
        ]
    )
    assert len([bar for bar in picture.iter(f"{SVG}rect")]) == 3
    assert len([dot for dot in picture.iter(f"{SVG}circle") if dot.get("class") == "pic-home"]) == 2
    words = {text.text for text in picture.iter(f"{SVG}text")}
    assert {"14 Tern Close", "Ryan", "Carl, since when is not known"} <= words


@pytest.mark.parametrize("seed", range(8))
def test_no_words_overlap_or_leave_the_picture(seed: int) -> None:
    chance = random.Random(seed)
    stays = []
    for number in range(14):
        since = date(2012, 1, 1) + timedelta(days=chance.randrange(5000))
        until = since + timedelta(days=chance.randrange(2000)) if chance.random() < 0.6 else None
        who = " and ".join(chance.sample(["Dawn", "Lee", "Ella", "Bartholomew", "Jay"], chance.randrange(1, 4)))
        since_or_none = None if chance.random() < 0.2 else since
        stays.append(Stay(f"{number % 5} Long Street Gardens", who, since_or_none, until if until != ON else None))
    picture = drawn(stays)
    assert overlapping_words(picture) == []
    assert words_outside(picture, WIDTH) == []


def test_no_days_or_too_many_places_is_no_picture() -> None:
    assert draw_homes([Stay("a", "Dawn", None, None)], on=ON, title="t", desc="d") == ""
    many = [Stay(str(n), "Dawn", date(2020, 1, 1), None) for n in range(MOST_PLACES + 1)]
    assert draw_homes(many, on=ON, title="t", desc="d") == ""

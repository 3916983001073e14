"""The quality report: what it says where much is known, and where nothing is; no script, nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kith.engine.linkage.quality.intervals import Unseen, wilson
from kith.engine.linkage.quality.page import quality_section
from kith.engine.linkage.quality.shape import Compared, Group, Precision, Quality, Recall, Refs
from kith.engine.linkage.quality.tripwires import Tripwire
from kith.engine.linkage.quality.words import percent
from tests.unit.engine.linkage.test_quality_tripwires import GOOD

FULL = replace(
    GOOD,
    precision=Precision(wilson(198, 200), 1000, {"NUMBERS": 1, "BIRTHS": 9}, wilson(1, 1000), 2),
    compared=Compared(900, 50, 40, {"names <b>": 800}, Unseen(30, 20, 45), 10, True, 700, wilson(95, 100)),
    groups=(
        Group("ethnicity", "APKN", 1, 900, 700, wilson(800, 1000), -0.10, wilson(0, 100), None),
        Group("ethnicity", "WBRI", 1, 900, 700, wilson(930, 1000), 0.03, wilson(0, 100), wilson(99, 100)),
        Group("ethnicity", "OTHERS", 3, 40, 10, None, None, None, None),
    ),
)
EMPTY = Quality(
    threshold=4.0,
    records=0,
    people=0,
    lost=0,
    precision=Precision(None, 0, {}, None, 0),
    recall=Recall(None, None, None, None, 0, 0, 0, 0),
    compared=None,
    sources=(),
    sizes={},
    largest=0,
    refs=None,
    groups=(),
    before=None,
)


class Balance(HTMLParser):
    """Notes every element that was opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("quality", [EMPTY, GOOD, FULL, replace(FULL, refs=Refs(0, 0, 0, 0, 0, 0, 0, 0))])
def test_it_is_whole_and_needs_nothing_from_outside(quality: Quality) -> None:
    page = quality_section(quality)
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert not re.search(r"<script|https?:|src=|href=|url\(|@import", page)


def test_what_is_not_known_is_said() -> None:
    page = quality_section(EMPTY)
    for said in ("Not known: nobody has looked yet", "no two records share a verified number", "no earlier run"):
        assert said in page


def test_a_gap_is_told_in_words_and_drawn_with_its_table() -> None:
    page = quality_section(FULL)
    assert "Ethnicity: Pakistani 10.0 points below everyone" in page
    assert "of 100 links that should be there, about 80 are, against 90 of everyone's, on 1,000 pairs" in page
    assert 'class="marked"' in page
    assert page.count("<svg") == page.count("The same as a table")
    assert "Small groups together (3)" in page


def test_an_estimate_known_to_be_too_low_is_not_offered() -> None:
    assert FULL.compared is not None
    low = replace(FULL, compared=replace(FULL.compared, is_told=False, joined_anyway=90))
    assert "not to be relied on" in quality_section(low)
    assert "not to be relied on" not in quality_section(FULL)


def test_names_from_files_are_escaped() -> None:
    page = quality_section(replace(FULL, groups=(replace(FULL.groups[0], what="x", value="<i>y</i>"),)))
    assert "<i>y" not in page
    assert "names <b>" not in page


def test_what_had_nothing_to_compare_is_not_called_held() -> None:
    page = quality_section(
        GOOD, [Tripwire("GROUP_GAP", True, "x"), Tripwire("REF_CHURN", True, "y", is_compared=False)]
    )
    assert "1 tripwires held, 1 had nothing to compare" in page
    assert "Every tripwire held" not in page


def test_a_tripwire_that_stopped_the_run_is_named() -> None:
    page = quality_section(GOOD, [Tripwire("REF_CHURN", False, "much changed"), Tripwire("GROUP_GAP", True, "none")])
    assert "1 of 2 tripwires stop this run" in page
    assert "much changed" in page


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100%"), (0.0, "0%"), (0.99999, "99.99%"), (0.9995, "99.95%"), (0.955, "95.5%"), (0.0004, "0.04%")],
)
def test_what_is_not_all_is_never_called_all(share: float, said: str) -> None:
    assert percent(share) == said

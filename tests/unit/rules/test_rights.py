"""Requests about rights: their clock, their steps, and how each thing in a bundle begins its review."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from kith.rules.bundle_review import Asked, first_state, spans_of, without
from kith.rules.rights import KINDS, Pause, answer_by, can_follow

NOBODY: frozenset = frozenset()


def test_a_month_three_months_weekends_and_stopped_clocks() -> None:
    on = date(2026, 12, 31)
    assert answer_by(date(2026, 11, 20), (), is_extended=False, on=on) == date(2026, 12, 21)  # the 20th is a Sunday
    assert answer_by(date(2026, 1, 31), (), is_extended=False, on=on) == date(2026, 3, 2)  # 28 February is a Saturday
    assert answer_by(date(2026, 11, 20), (), is_extended=True, on=on) == date(2027, 2, 22)
    stood = Pause(date(2026, 11, 23), date(2026, 11, 27))
    assert answer_by(date(2026, 11, 20), [stood], is_extended=False, on=on) == date(2026, 12, 24)
    assert answer_by(date(2026, 11, 20), [stood, stood], is_extended=False, on=on) == date(2026, 12, 24)
    still = Pause(date(2026, 11, 23))
    assert answer_by(date(2026, 11, 20), [still], is_extended=False, on=date(2026, 11, 25)) == date(2026, 12, 22)


@given(some.dates(date(2020, 1, 1), date(2030, 1, 1)), some.integers(0, 40), some.integers(0, 40))
def test_a_pause_never_shortens(received: date, after: int, length: int) -> None:
    pause = Pause(received + timedelta(days=after), received + timedelta(days=after + length))
    on = received + timedelta(days=100)
    with_it = answer_by(received, [pause], is_extended=False, on=on)
    assert with_it >= answer_by(received, (), is_extended=False, on=on)
    assert with_it.weekday() < 5


def test_nothing_goes_out_unreviewed_and_nothing_is_told_before_it_is_done() -> None:
    for kind in KINDS:
        assert not can_follow(kind, "RECEIVED", "RELEASED")
    for state in ("RECEIVED", "CHECKED", "SCOPED", "COLLECTING", "REVIEW", "REFUSED", "RELEASED"):
        assert not can_follow("ACCESS", state, "RELEASED")
    assert can_follow("ACCESS", "REDACTED", "RELEASED")
    assert not can_follow("CORRECT", "DECIDED", "CARRIED_OUT")
    assert can_follow("ERASE", "DECIDED", "CARRIED_OUT")


def _first(asked: Asked, *about: str, category: str = "SCHOOL", plain: bool = True, label: int = 1) -> tuple[str, bool]:
    return first_state(asked, about_refs=about, category=category, sensitivity=label, is_plain=plain)


def test_only_plain_things_about_them_alone_go_in_by_themselves() -> None:
    asked = Asked("P-ME", "P-ME", NOBODY, NOBODY)
    assert _first(asked, "P-ME") == ("INCLUDED", False)
    assert _first(asked, "P-ME", "P-OTHER") == ("TO_REVIEW", False)
    assert _first(asked, "P-ME", plain=False) == ("TO_REVIEW", False)
    assert _first(asked, "P-ME", label=2) == ("TO_REVIEW", False)


def test_what_tells_where_somebody_hides_is_locked() -> None:
    hidden = frozenset({"P-RUTH", "P-KIT"})
    father = Asked("P-KIT", "P-IAN", hidden, NOBODY)
    assert all(_first(father, "P-KIT", category=each) == ("WITHHELD", True) for each in ("SCHOOL", "HEALTH", "LOG"))
    sibling = Asked("P-SIS", "P-IAN", hidden, NOBODY)
    assert _first(sibling, "P-SIS", category="ADDRESS") == ("WITHHELD", True)
    assert _first(sibling, "P-SIS", category="HEALTH") == ("TO_REVIEW", False)
    own = Asked("P-IAN", "P-IAN", hidden, NOBODY)
    assert _first(own, "P-IAN", category="ADDRESS") == ("TO_REVIEW", False)
    assert _first(own, "P-IAN", "P-RUTH") == ("WITHHELD", True)
    stranger = Asked("P-SIS", "", hidden, NOBODY)
    assert _first(stranger, "P-SIS", category="ADDRESS") == ("WITHHELD", True)
    herself = Asked("P-RUTH", "P-RUTH", hidden, NOBODY)
    assert _first(herself, "P-RUTH", category="PROTECTED_ADDRESS") == ("TO_REVIEW", False)
    child = Asked("P-CHILD", "P-CHILD", NOBODY, frozenset({frozenset({"P-CHILD", "P-FATHER"})}))
    assert _first(child, "P-CHILD", "P-FATHER") == ("WITHHELD", True)


@given(some.text("abc xyz", max_size=40), some.lists(some.text("abc ", min_size=1, max_size=4), max_size=4))
def test_what_is_left_out_is_gone(text: str, words: list[str]) -> None:
    spans = spans_of(text, words)
    shown = without(text, spans)
    rest = shown.split("[left out]")
    assert len(rest) == len(spans) + 1
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == rest


def test_words_are_found_however_they_are_written() -> None:
    assert without("Lee shouted. LEE left.", spans_of("Lee shouted. LEE left.", ["lee"])) == (
        "[left out] shouted. [left out] left."
    )
    assert spans_of("nothing of it", ["absent"]) == []

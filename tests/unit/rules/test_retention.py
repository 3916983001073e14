"""Retention: a hold never lets through, the later of two days counts, a further rule never shortens; the schedules."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from kith.project.settings import DEFINITIONS
from kith.rules.retention import (
    ACTIONS,
    EVENTS,
    Clause,
    Held,
    Hold,
    Rule,
    Schedule,
    in_words,
    may_go,
    read_schedule,
    under_holds,
    with_the_last,
    work_out,
)
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.fact_kinds import FACT_KINDS

DAYS = some.dates(date(1940, 1, 1), date(2026, 11, 20))
CLAUSES = some.builds(
    Clause,
    some.sampled_from(sorted(EVENTS)),
    some.integers(0, 1200),
    some.sampled_from(("EVERYBODY", "CHILDREN", "ADULTS")),
    some.booleans(),
)
RULES = some.builds(
    lambda code, clauses, kinds: Rule(code, frozenset({"X"}), frozenset(kinds), tuple(clauses), "DESTROY", ""),
    some.text("ABC", min_size=1, max_size=3),
    some.lists(CLAUSES, min_size=1, max_size=3),
    some.sets(some.sampled_from("KL"), max_size=1),
)
HELD = some.builds(
    lambda events, kinds, is_open: Held("X", frozenset(kinds), events, is_open),
    some.dictionaries(some.sampled_from(sorted(EVENTS)), some.none() | DAYS),
    some.sets(some.sampled_from("KL")),
    some.booleans(),
)


def _schedule(*rules: Rule) -> Schedule:
    return Schedule("", "", False, rules, frozenset())


@given(some.lists(RULES, max_size=4), HELD, DAYS, DAYS)
def test_a_hold_never_lets_anything_go(rules: list[Rule], held: Held, starts_on: date, on: date) -> None:
    keeping = under_holds(work_out(_schedule(*rules), held), [Hold("LH", "a court", starts_on)], on)
    assert not (starts_on <= on and may_go(keeping, on))
    is_over = under_holds(keeping, [Hold("LH", "a court", starts_on, on)], on)
    assert may_go(is_over, on) == may_go(keeping, on)


@given(some.lists(RULES, min_size=1, max_size=4), RULES, HELD)
def test_a_further_rule_never_shortens(rules: list[Rule], further: Rule, held: Held) -> None:
    before, after = work_out(_schedule(*rules), held).goes_on, work_out(_schedule(*rules, further), held).goes_on
    speaks = any(not rule.kinds or rule.kinds & held.kinds for rule in rules)
    assert not speaks or after is None or (before is not None and after >= before)


def test_the_later_of_two_days_counts_and_what_is_not_known_stays() -> None:
    schedule = read_schedule(_file("council"))
    events = {"BIRTH": date(2010, 5, 1), "CASE_CLOSED": date(2020, 1, 1), "LAST_ACTION": date(2020, 1, 1)}
    child = work_out(schedule, Held("EARLY_HELP", frozenset(), events))
    assert (child.goes_on, child.rule) == (date(2035, 5, 1), "EARLY_HELP")
    assert "25th birthday" in child.why
    assert "six years" in child.why
    adult = work_out(schedule, Held("EARLY_HELP", frozenset(), {**events, "BIRTH": date(1980, 1, 1)}))
    assert adult.goes_on == date(2026, 1, 1)
    assert work_out(schedule, Held("EARLY_HELP", frozenset(), {**events, "BIRTH": None})).goes_on is None
    assert work_out(schedule, Held("EARLY_HELP", frozenset(), {**events, "CASE_CLOSED": None})).goes_on is None
    assert work_out(schedule, Held("EARLY_HELP", frozenset(), events, is_open=True)).goes_on is None
    assert work_out(schedule, Held("NEVER_HEARD_OF", frozenset(), events)).goes_on is None
    protection = work_out(schedule, Held("SOCIAL_CARE", frozenset({"CP_PLAN"}), events))
    assert (protection.goes_on, protection.action) == (date(2055, 1, 1), "REVIEW")
    # Six years after the end of the financial year, and the leap day that a later year has not.
    contact = Held("SOCIAL_CARE", frozenset({"CONTACT"}), {"LAST_ACTION": date(2020, 4, 1), "BIRTH": date(1990, 1, 1)})
    assert work_out(schedule, contact).goes_on == date(2027, 3, 31)
    last = with_the_last("IDENTITY", [child, adult])
    assert last.goes_on == date(2035, 5, 1)
    assert (
        with_the_last("IDENTITY", [child, protection, work_out(schedule, Held("X", frozenset(), {}))]).goes_on is None
    )


@pytest.mark.parametrize("name", ["council", "devon", "derbyshire", "blackpool"])
def test_each_schedule_can_be_read_and_says_things_that_exist(name: str) -> None:
    schedule = read_schedule(_file(name))
    assert schedule.is_example == (name != "council")
    known = {*CATEGORIES, "SHARING", "RIGHTS", "PORTAL", "LOG", "ENQUIRY"}
    for rule in schedule.rules:
        assert rule.categories <= known, rule.code
        assert rule.kinds <= set(FACT_KINDS), rule.code
        assert rule.action in ACTIONS
        assert in_words(rule).endswith(".")
    if name == "council":
        spoken_of = {category for rule in schedule.rules for category in rule.categories} | schedule.with_the_last
        assert set(CATEGORIES) <= spoken_of, "every category has a rule"


def test_a_schedule_with_a_slip_is_refused() -> None:
    found = _file("council")
    found["rules"][0]["keeps"] = {}
    with pytest.raises(ValueError, match="keeps"):
        read_schedule(found)


def _file(name: str) -> dict:
    return yaml.safe_load((DEFINITIONS / "retention" / f"{name}.yml").read_text(encoding="utf-8"))

"""Each rule of casework broken by one fact, and by nothing else; and what stops a save."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kith.rules.casework_rules import ERROR, HELD_BY, PAGE, QUERY, RULES, EpisodeFacts, broken_rules, errors_at_save

SOUND: dict[str, Any] = {
    "on": date(2026, 11, 20), "started_on": date(2026, 6, 1), "reason_code": "SF01", "level": "3", "levels": ("3",),
    "first_level_on": date(2026, 6, 1), "lead_roles": ("LEAD",), "children": 2, "twice": 0,
}  # fmt: skip
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("K1", {"started_on": date(2026, 11, 21), "first_level_on": None}),
    ("1103", {"received_on": date(2026, 6, 2)}),
    ("8606", {"births": (date(2027, 3, 9),)}),  # 40 weeks before is 2 June 2026
    ("K2", {"ended_on": date(2026, 5, 31), "end_reason": "MET"}),
    ("8565", {"ended_on": date(2026, 7, 1), "end_reason": "MET", "last_written_on": date(2026, 7, 2)}),
    ("K3", {"first_level_on": date(2026, 5, 31)}),
    ("1105", {"first_written_on": date(2026, 5, 31)}),
    ("K4", {"level": "", "levels": ()}),
    ("K5", {"lead_roles": ()}),
    ("K6", {"levels": ("3", "4")}),
    ("8610", {"reason_code": ""}),
    ("K7", {"children": 0}),
    ("8815", {"twice": 1}),
    ("K8", {"has_answer": False}),
    ("K9", {"is_talk_late": True}),
    ("K10", {"is_handover_late": True}),
]  # fmt: skip
CLOSE_CALLS: list[dict[str, Any]] = [
    {"started_on": date(2026, 11, 20), "first_level_on": date(2026, 11, 20)},
    {"received_on": date(2026, 6, 1)},
    {"births": (date(2027, 3, 8), date(2012, 1, 1))},
    {"ended_on": date(2026, 6, 1), "end_reason": "MET", "last_written_on": date(2026, 6, 1)},
    {"levels": ("3", "4"), "lead_roles": ("LEAD", "LCPP")},
    {"children": None, "twice": None},  # not known to whoever asks
    {"level": "4", "levels": ("4",), "lead_roles": ("LEAD", "LCPP"), "has_answer": False},  # rests on no yes
]


def codes(**changes: Any) -> list[str]:
    return [rule.code for rule in broken_rules(EpisodeFacts(**(SOUND | changes)))]


def test_a_sound_episode_breaks_nothing() -> None:
    assert codes() == []


@pytest.mark.parametrize(("code", "changes"), BREAKS)
def test_each_rule_is_broken_by_its_own_fact(code: str, changes: dict[str, Any]) -> None:
    assert codes(**changes) == [code]


@pytest.mark.parametrize("changes", CLOSE_CALLS)
def test_what_is_just_right_breaks_nothing(changes: dict[str, Any]) -> None:
    assert codes(**changes) == []


def test_every_rule_that_can_be_asked_is_tried_here() -> None:
    assert {code for code, _ in BREAKS} == {rule.code for rule in RULES if rule.is_broken}


def test_only_errors_stop_a_save_and_no_question_does() -> None:
    for code, changes in BREAKS:
        facts = EpisodeFacts(**(SOUND | changes))
        kind = next(rule.kind for rule in RULES if rule.code == code)
        assert [rule.code for rule in errors_at_save(facts)] == ([code] if kind == ERROR else [])


def test_an_ended_episode_is_not_asked_what_only_an_open_one_needs() -> None:
    assert codes(ended_on=date(2026, 7, 1), end_reason="MET", lead_roles=(), level="", levels=(), has_answer=False,
                 is_talk_late=True, is_handover_late=True, children=0) == []  # fmt: skip


def test_each_rule_says_where_it_is_held() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.kind in (ERROR, QUERY)
        assert rule.held in HELD_BY
        assert rule.is_broken is not None or rule.held != PAGE

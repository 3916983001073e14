"""Stepping up and down: what a step takes, and that any way through the levels comes back to where it began."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.rules.level_changes import NEEDED_ROLES, Direction, decide_change, level_in_force
from kith.vocabulary.codes.lead_roles import LEAD_ROLES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

LEVELS = st.sampled_from(sorted(SERVICE_LEVELS))
ROLES = st.sets(st.sampled_from(sorted(LEAD_ROLES)))


@pytest.mark.parametrize(
    ("now", "to", "roles", "direction", "missing", "needs_manager"),
    [
        ("2", "3", {"LEAD"}, Direction.UP, (), False),
        ("3", "3S", {"LEAD"}, Direction.UP, (), False),
        ("3", "4", {"LEAD"}, Direction.UP, ("LCPP",), True),
        ("3", "4", {"LEAD", "LCPP"}, Direction.UP, (), True),
        ("4", "3", {"LEAD", "LCPP"}, Direction.DOWN, (), True),
        ("4", "5", {"LEAD", "LCPP"}, Direction.UP, ("SOCIAL_WORKER",), True),
        ("3", "3", {"LEAD"}, Direction.SAME, (), False),
        ("", "2", set(), Direction.UP, ("LEAD",), False),
        ("3", "1", set(), Direction.DOWN, (), False),
    ],
)
def test_what_a_step_takes(
    now: str, to: str, roles: set[str], direction: Direction, missing: tuple[str, ...], needs_manager: bool
) -> None:
    answer = decide_change(now, to, roles)
    assert (answer.direction, answer.missing_roles, answer.needs_manager) == (direction, missing, needs_manager)


@given(LEVELS, LEVELS, ROLES)
def test_up_and_down_are_each_others_way_back(now: str, to: str, roles: set[str]) -> None:
    there, back = decide_change(now, to, roles), decide_change(to, now, roles)
    assert {there.direction, back.direction} in ({Direction.UP, Direction.DOWN}, {Direction.SAME})
    assert there.needs_manager == back.needs_manager


@given(LEVELS, LEVELS, ROLES, ROLES)
def test_whoever_is_added_never_closes_a_step(now: str, to: str, roles: set[str], more: set[str]) -> None:
    if decide_change(now, to, roles).is_possible:
        assert decide_change(now, to, roles | more).is_possible


@given(st.lists(LEVELS, min_size=1, max_size=8))
def test_every_step_to_or_from_protection_waits_for_a_manager(path: list[str]) -> None:
    """However one goes, nobody is ever at a statutory level without a manager's yes to the step that led there."""
    for now, to in pairwise(path):
        if now != to and (SERVICE_LEVELS[to].is_statutory or SERVICE_LEVELS[now].is_statutory):
            assert decide_change(now, to, LEAD_ROLES).needs_manager


def test_a_childs_own_level_counts_before_the_familys() -> None:
    assert level_in_force("4", "3") == "4"
    assert level_in_force("", "3") == "3"


def test_every_needed_role_is_a_role() -> None:
    assert set(NEEDED_ROLES) <= set(SERVICE_LEVELS)
    assert {role for roles in NEEDED_ROLES.values() for role in roles} <= set(LEAD_ROLES)

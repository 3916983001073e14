"""Who goes on with a leaver's families: one choice for all of them, another for any one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from kith.apps.casework.forms.leaver import LeaverForm

FAMILIES: Any = [SimpleNamespace(episode_id=each, name=f"Family {each}", family_ref="") for each in (1, 2, 3)]
STAFF = [("W1", "Ann Marsh"), ("W2", "Bo Reed")]


def given(**sent: str) -> LeaverForm:
    form = LeaverForm({"reason": "LEFTRL", **sent}, families=FAMILIES, staff=STAFF)
    form.is_valid()
    return form


def key(number: int) -> str:
    return LeaverForm._key(FAMILIES[number - 1])


def test_one_choice_gives_all_of_them() -> None:
    assert given(to_all="W1").given() == {1: "W1", 2: "W1", 3: "W1"}


def test_one_family_goes_to_another_and_one_is_kept() -> None:
    assert given(**{"to_all": "W1", key(2): "W2", key(3): "KEEP"}).given() == {1: "W1", 2: "W2"}


def test_without_a_choice_for_all_what_is_left_out_stays() -> None:
    assert given(**{key(2): "W2"}).given() == {2: "W2"}


def test_nothing_chosen_is_said() -> None:
    assert given(**{key(1): "KEEP"}).non_field_errors()

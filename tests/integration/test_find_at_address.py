"""A family is found by where its children live, by those to whom its homes are shown, and by nothing that must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import CANARY_ADDRESS, MARLOWES

Make = Callable[..., Any]
LEAD = ("SCH_1", "S1", "LEAD_WORKER")


def _found(worker: Any, text: str, purpose: str = "EARLY_HELP_SUPPORT") -> set[str]:
    from kith.apps.people.queries import search

    answer = search(worker, purpose, text)
    return {family.family_ref for family in answer.families} | {person.person_ref for person in answer.people}


@pytest.mark.parametrize(
    "text",
    ["14 Tern Close", "14 tern clo", "14 Turn Close", "QX4 7TN", "qx47tn", "14 Tern Close, QX4 7TN", "Ella QX4 7TN"],
)
def test_found_by_address_however_it_is_spelt(worker_of: Make, text: str) -> None:
    assert _found(worker_of(*LEAD), text) == {MARLOWES}


@pytest.mark.parametrize("text", ["15 Tern Close", "4 Tern Close", "14 Tern Close, QX4 7TT", "Zebedee, 14 Tern Close"])
def test_not_found_where_a_part_does_not_fit(worker_of: Make, text: str) -> None:
    assert _found(worker_of(*LEAD), text) == set()


@pytest.mark.parametrize("text", ["2 Far Street", CANARY_ADDRESS, "The Hostel, 1 Hidden Canary Row"])
def test_not_found_by_a_father_who_lives_apart_or_by_a_place_that_is_hidden(worker_of: Make, text: str) -> None:
    assert _found(worker_of(*LEAD), text) == set()


@pytest.mark.parametrize("is_cleared", [False, True])
def test_a_hidden_place_finds_nobody_for_anybody(worker_of: Make, is_cleared: bool) -> None:
    for who in (("SCH_1", "S2", "PRACTITIONER"), ("PROBATION", "R1", "PRACTITIONER")):
        worker = worker_of(*who, is_shield_cleared=is_cleared)
        assert _found(worker, CANARY_ADDRESS) == set()
        assert _found(worker, CANARY_ADDRESS, "SAFEGUARDING") == set()


def test_whoever_is_not_shown_homes_finds_nobody_by_them(worker_of: Make) -> None:
    volunteer = worker_of("HARBOUR_DADS", "V1", "PRACTITIONER")
    assert _found(volunteer, "Lee Marlowe") == {MARLOWES}
    assert _found(volunteer, "14 Tern Close") == set()
    assert _found(volunteer, "QX4 7TN") == set()
    assert _found(worker_of("PROBATION", "R1", "PRACTITIONER"), "14 Tern Close") == set()


def test_the_function_says_nothing_outside_a_search(worker_of: Make) -> None:
    from django.db import connection

    from kith.apps.governance.access import open_family

    with open_family(worker_of(*LEAD), "EARLY_HELP_SUPPORT", MARLOWES), connection.cursor() as cursor:
        cursor.execute("select * from kith_find_at_address(%s, %s)", [["14", "Tern", "Close"], ""])
        assert cursor.fetchall() == []

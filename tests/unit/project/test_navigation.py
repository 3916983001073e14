"""The links at the top: every page is reached, and no role has more of them than fit on a line."""

from __future__ import annotations

from typing import Any

import pytest

from kith.rules.access import Role


class _Worker:
    def __init__(self, *roles: Role) -> None:
        self.roles = tuple(str(role) for role in roles)
        self.is_reviewer = False


def _parts(path: str, *roles: Role) -> Any:
    from kith.project.navigation import list_parts

    return list_parts(_Worker(*roles), path)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_no_role_has_more_than_five_links_at_the_top_and_each_reaches_all_its_pages(role: Role) -> None:
    from kith.project.navigation import LINKS, MOST_AT_THE_TOP

    parts = _parts("/", role)
    assert len(parts) <= MOST_AT_THE_TOP == 5
    assert {link for part in parts for link in part.links} == {link for link in LINKS if role in link.roles}


def test_a_page_and_what_is_below_it_are_in_one_part() -> None:
    def here(path: str) -> list[tuple[str, str]]:
        parts = _parts(path, Role.INFORMATION_GOVERNANCE, Role.MANAGER)
        return [(part.label, part.here.label) for part in parts if part.here]

    assert here("/agreements/SA-1/sign/") == [("Sharing", "Agreements")]
    assert here("/emergency/reviews/") == [("Who looked", "Emergencies")]
    assert here("/") == [("Families", "Families")]
    assert here("/accounts/") == []


def test_a_page_below_two_others_is_the_nearest_ones() -> None:
    parts = _parts("/front-door/advice/", Role.FRONT_DOOR)
    assert [part.here.label for part in parts if part.here] == ["Advice without a name"]


def test_a_part_of_one_page_is_called_as_that_page() -> None:
    labels = [part.label for part in _parts("/", Role.PRACTITIONER)]
    assert labels == ["Families", "Tell the front door", "Questions", "Decisions"]

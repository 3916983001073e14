"""Where records are kept, and which systems stand beside Kith: what is shipped is whole, what is wrong is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kith.vocabulary.codes.service_levels import SERVICE_LEVELS, STATUTORY_LEVELS

SYSTEM = {"code": "CASE", "name": "Case", "agencies": ["A"], "schemes": ["UPN"]}
KIND = {"kind": "LEAD", "words": "Who leads", "versions": [{"valid_from": date(2020, 1, 1), "kept_in": "KITH"}]}


def test_every_level_is_kept_in_one_place_and_the_statutory_ones_elsewhere() -> None:
    from kith.apps.base.where_kept import list_where_kept, where_level_kept

    kept = [level for one in list_where_kept(date(2026, 11, 20)) for level in one.levels]
    assert sorted(kept) == sorted(SERVICE_LEVELS)
    for level in SERVICE_LEVELS:
        where = where_level_kept(level, date(2026, 11, 20))
        assert where is not None
        assert where.is_ours == (level not in STATUTORY_LEVELS | {"3S"})


def test_of_several_versions_the_one_in_force_counts() -> None:
    from kith.apps.base.where_kept import read_versions

    later = {"valid_from": "2027-01-01", "kept_in": "CASE"}
    read = read_versions(KIND | {"versions": [*KIND["versions"], later]}, ["CASE"])
    assert [(one.valid_from, one.is_ours) for one in read] == [(date(2020, 1, 1), True), (date(2027, 1, 1), False)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"versions": []},
        {"versions": [{"valid_from": "2020-01-01", "kept_in": "NOWHERE"}]},
        {"versions": [KIND["versions"][0], KIND["versions"][0]]},
    ],
)
def test_a_version_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    from kith.apps.base.where_kept import read_versions

    with pytest.raises(ValueError):
        read_versions(KIND | wrong, ["CASE"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "KITH"},
        {"code": "case system"},
        {"schemes": ["NAME"]},
        {"schemes": []},
        {"schemes": ["RECORD"]},
        {"may_frame": ["*"]},
        {"may_frame": ["https://*.example"]},
        {"may_frame": ["http://case.example"]},
        {"may_frame": ["https://case.example/page"]},
        {"may_frame": ["https://case.example; script-src *"]},
        {"may_frame": ["'self'"]},
    ],
)
def test_a_system_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    from kith.apps.base.other_systems import read_system

    read_system(SYSTEM | {"may_frame": ["https://case.council.example", "https://case.council.example:8443"]})
    with pytest.raises(ValueError):
        read_system(SYSTEM | wrong)

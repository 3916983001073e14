"""Which pairs leave the engine for people to compare: of somebody in view, the worthiest first, and no hidden place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.publish.test_publish import TODAY, Council

ALL = "select record_id_l || ' ' || record_id_r, why from published.review order by place"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Dawn and Ella are helped; Lee and Ann are not."""
    made = Council(tmp_path)
    for ref in ("dawn", "lee", "ann"):
        made.person(ref, surname=ref.upper())
    made.person("ella", born_on=date(2015, 3, 4))
    made.involved("dawn")
    made.involved("ella")
    return made


def doubt(council: Council, one: str, other: str, weight: float = 3.0, **more: Any) -> None:
    council.add(
        "linked.doubt",
        **{
            "record_id_l": f"ssd:{one}", "record_id_r": f"ssd:{other}", "why": "NEAR", "veto": None, "weight": weight,
            "is_decided": False, "draw": len(council.rows.get("linked.doubt", ())) + 1, "prior": -9.0,
            "evidence": json.dumps([{"comparison": "birth", "level": "same", "bits": 12.0}]), **more,
        },
    )  # fmt: skip


def home(council: Council, ref: str, address: str, *, is_protected: bool = False, left: date | None = None) -> None:
    council.add(
        "standard.address", record_id=f"ssd:{ref}", local_id=ref, address_text=address, postcode="QX4 7TN",
        dwelling_id=f"place:{address}", as_at=TODAY, is_protected=is_protected, valid_to=left,
    )  # fmt: skip


def test_a_pair_of_nobody_in_view_stays_in_the_engine(council: Council) -> None:
    doubt(council, "dawn", "lee")
    doubt(council, "ann", "lee")
    council.publish()
    assert council.find(ALL) == [("ssd:dawn ssd:lee", "NEAR")]


def test_near_the_threshold_and_a_child_come_first(council: Council) -> None:
    doubt(council, "dawn", "lee", weight=-2.0)
    doubt(council, "dawn", "ann", weight=3.9)
    doubt(council, "ella", "lee", weight=3.9)
    council.publish()
    assert [pair for pair, _ in council.find(ALL)] == ["ssd:ella ssd:lee", "ssd:dawn ssd:ann", "ssd:dawn ssd:lee"]


def test_a_child_protection_plan_in_the_family_is_noted(council: Council) -> None:
    council.add("standard.relation", from_record_id="ssd:dawn", kind="PARENT", to_record_id="ssd:ella")
    council.fact("plan", "ella", "CP_PLAN", TODAY)
    doubt(council, "dawn", "lee")
    doubt(council, "ann", "ella")
    council.publish()
    assert council.find("select has_plan from published.review") == [True, True]


def test_what_was_settled_is_not_asked_again(council: Council) -> None:
    doubt(council, "dawn", "lee", why="SAMPLE", weight=20.0, is_decided=True)
    doubt(council, "dawn", "ann", why="SAMPLE", weight=20.0)
    council.publish()
    assert council.find(ALL) == [("ssd:dawn ssd:ann", "SAMPLE")]


def test_between_two_people_one_pair_is_asked(council: Council) -> None:
    council.add("standard.person", record_id="ssd:lee2", local_id="lee2", forename="Lee", surname="LEE")
    council.add("linked.record_person", record_id="ssd:lee2", person_ref="lee")
    doubt(council, "dawn", "lee", weight=1.0)
    doubt(council, "dawn", "lee2", weight=3.0)
    council.publish()
    assert council.find(ALL) == [("ssd:dawn ssd:lee2", "NEAR")]


def test_beside_somebody_who_must_not_be_found_no_home_is_told(council: Council) -> None:
    home(council, "dawn", "1 Hidden Row", is_protected=True)
    home(council, "lee", "2 Shown Street")
    home(council, "ella", "3 Other Close")
    doubt(council, "dawn", "lee")
    doubt(council, "ella", "lee")
    checks = council.publish()
    rows = council.find("select is_shielded, shown_l, shown_r from published.review order by is_shielded")
    assert [row[0] for row in rows] == [False, True]
    assert json.loads(rows[0][1])["homes"] == ["3 Other Close, QX4 7TN"]
    assert [json.loads(shown)["homes"] for shown in rows[1][1:]] == [[], []]
    assert "Hidden" not in str(rows)
    assert checks["NO_PLACE_IN_REVIEW"].passed


def test_whoever_once_lived_where_nobody_must_look_is_for_cleared_reviewers(council: Council) -> None:
    """She has left the refuge and is not hidden; that another lives in its street would still tell where it is."""
    home(council, "dawn", "1 Hidden Row", is_protected=True, left=date(2020, 1, 1))
    home(council, "dawn", "2 Open Road")
    doubt(council, "dawn", "lee")
    council.publish()
    assert council.find("select is_shielded from published.review") == [True]


def test_the_tripwire_notices_a_place_that_got_in(council: Council) -> None:
    """It reads what was published, not what ought to have been."""
    from kith.engine.publish.checks import _PLACE_IN_REVIEW

    home(council, "dawn", "1 Hidden Row", is_protected=True)
    doubt(council, "dawn", "lee")
    council.publish()
    database = council.run.database
    database.execute("create schema view")
    database.execute("create table view.shielded as select 'dawn' as person_ref")
    database.execute("""update published.review set shown_r = '{"homes": ["1 Hidden Row"]}'""")
    assert database.execute(_PLACE_IN_REVIEW).fetchall() == [(1,)]


def test_a_pair_keeps_its_reference_and_a_record_is_told_where_there_are_several(council: Council) -> None:
    council.add("standard.person", record_id="ssd:lee2", local_id="lee2", forename="Lee", surname="LEE")
    council.add("linked.record_person", record_id="ssd:lee2", person_ref="dawn")
    doubt(council, "dawn", "lee")
    council.publish()
    (ref,) = council.find("select pair_ref from published.review")
    assert ref.startswith("RV-")
    assert len(ref) == 15
    assert council.find("select record_id from published.record order by 1") == ["ssd:dawn", "ssd:lee2"]

"""Whom a worker wrote down goes to the next run: keeps the reference while nobody else knows them, else joins them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import RunsFolder
from kith.engine.synthetic.make import make_council

TODAY = date(2026, 11, 20)
SOURCES = ("ssd", "school_census")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "council"
    return make_council(2_000, 5, folder, as_at=TODAY, progress=Silent(), sources=SOURCES)


@pytest.fixture
def runs(database: None, council: Path, tmp_path: Path) -> Path:
    """A runs folder with one run, which is live."""
    from kith.handover.example import install_example

    install_example(council)
    _run_and_make_live(council, tmp_path / "runs")
    return tmp_path / "runs"


def _run_and_make_live(council: Path, runs: Path) -> Path:
    from kith.handover.export import export_decisions
    from kith.handover.load import load_run, make_live

    export_decisions(runs)
    folder = pipeline.run(council / "extracts", runs, as_at=TODAY).folder
    make_live(load_run(folder, by="test").run_id, by="test")
    return folder


def _ask(query: str, *values: object) -> list[Any]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchall()


def _front_door() -> Any:
    from tests.builders.workers import sign_in_as

    (agency, staff), *_ = _ask("select agency_id, staff_id from agencies_worker order by id limit 1")
    return sign_in_as(agency, staff, "FRONT_DOOR")


def _known_child() -> dict[str, Any]:
    """Somebody in view with a number, as two sources tell of them, and the family they are in."""
    row = _ask(
        "select forename, surname, born_on, nhs_number, person_ref, family_ref from people_persondetails"
        " join people_familymember using (run_id, person_ref)"
        " where nhs_number <> '' and born_on is not null and surname <> '' order by person_ref limit 1"
    )[0]
    return dict(zip(("forename", "surname", "born_on", "nhs_number", "person_ref", "family_ref"), row, strict=True))


def test_whom_a_worker_wrote_down_is_followed_into_the_run(council: Path, runs: Path) -> None:
    from kith.apps.register import actions

    fay, child = _front_door(), _known_child()
    family_then, ref_then = child.pop("family_ref"), child.pop("person_ref")
    new = actions.register_person(by=fay, forename="Niamora", surname="Newcomequill", born_on=date(2019, 2, 3))
    again = actions.register_person(
        by=fay, **child, address="1 Secret Row", is_address_secret=True, is_somebody_else=True
    )
    family = actions.register_family(by=fay, person_refs=[again])

    folder = _run_and_make_live(council, runs)

    members = {row["member"]: row["ref"] for row in _parquet(folder / "refs" / "person.parquet")}
    assert members[f"kith_register:{new}"] == new, "whom nobody else knows keeps the reference that they were given"
    bears = members[f"kith_register:{again}"]
    assert bears in (ref_then, again)
    assert [ref for member, ref in members.items() if ref == bears and not member.startswith("kith_register:")]
    assert _ask("select person_ref from register_registeredperson where record = %s", again) == [(bears,)]
    live = "(select id from intake_run where state = 'LIVE')"
    assert _ask(f"select count(*) from people_persondetails where person_ref = %s and run_id = {live}", new) == [(1,)]
    assert _ask("select family_ref from register_registeredfamily where record = %s", family) == _ask(
        f"select min(family_ref) from people_familymember where person_ref = %s and run_id = {live}", bears
    )
    assert family_then


def test_the_extract_is_written_anew_each_time_and_says_no_more_than_is_needed(runs: Path) -> None:
    from kith.apps.register import actions
    from kith.apps.register.hooks import HOLDINGS
    from kith.handover.export import export_decisions

    place = RunsFolder(runs).own_extracts / "kith_register"
    assert not place.exists()
    fay = _front_door()
    ref = actions.register_person(
        by=fay, forename="Niamora", surname="Newcomequill", needs="canary", languages="canary"
    )
    export_decisions(runs)
    (file,) = place.iterdir()
    assert "canary" not in file.read_text(encoding="utf-8")
    with file.open(encoding="utf-8", newline="") as handle:
        assert [row["record"] for row in csv.DictReader(handle)] == [ref]
    told = json.loads((runs / "in_view.json").read_text(encoding="utf-8"))
    assert [one["record"] for one in told["records"]] == [f"kith_register:{ref}"]
    HOLDINGS.erase(ref, "owner")
    export_decisions(runs)
    (file,) = place.iterdir()
    with file.open(encoding="utf-8", newline="") as handle:
        assert list(csv.DictReader(handle)) == []


def _parquet(file: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return list(pq.read_table(file).to_pylist())

"""Somebody nobody was helping comes into view and stays; what is too old goes; who was erased stays gone."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import RunsFolder, open_database
from kith.engine.synthetic.make import make_council
from kith.vocabulary.errors import KithError
from kith.vocabulary.hashes import hidden_identifier

TODAY = date(2026, 11, 20)
SOURCES = ("ssd", "school_census", "school_contacts", "exclusions")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "council"
    return make_council(2_000, 5, folder, as_at=TODAY, progress=Silent(), sources=SOURCES)


@pytest.fixture
def runs(database: None, council: Path, tmp_path: Path) -> Path:
    """A runs folder with one run, which is live in the database; the engine runs for the first test alone."""
    from kith.handover.example import install_example
    from kith.handover.load import load_run, make_live

    install_example(council)
    made, here = council.parent / "runs", tmp_path / "runs"
    if not made.exists():
        _run(council, made)
    shutil.copytree(made, here)
    for path in [here, *here.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    make_live(load_run(RunsFolder(here).newest(), by="test").run_id, by="test")
    return here


def _run(council: Path, runs: Path) -> Path:
    from kith.handover.export import export_decisions

    export_decisions(runs)
    return pipeline.run(council / "extracts", runs, as_at=TODAY).folder


def _run_and_load(council: Path, runs: Path) -> str:
    from kith.handover.load import load_run, make_live

    run = load_run(_run(council, runs), by="test")
    make_live(run.run_id, by="test")
    return run.run_id


def _ask(query: str, *values: object) -> list[Any]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchall()


def _names(ref: str) -> int:
    return _named_in(ref, int(_ask("select id from intake_run where state = 'LIVE'")[0][0]))


def _named_in(ref: str, run_key: int) -> int:
    rows = _ask("select count(*) from people_persondetails where person_ref = %s and run_id = %s", ref, run_key)
    return int(rows[0][0])


def _pupil_out_of_view(runs: Path) -> tuple[str, list[str]]:
    """Return a pupil whom only schools know, suspended in the last months, and their records."""
    folder = RunsFolder(runs).newest()
    database = open_database()
    return database.execute(f"""
        select person_ref, list(record_id)
        from read_parquet('{folder}/stages/linked/record_person.parquet')
        where person_ref in (select person_ref from read_parquet('{folder}/published/out_of_view.parquet'))
            and person_ref in (select person_ref from read_parquet('{folder}/stages/families/family_member.parquet'))
            and person_ref in (select person_ref from read_parquet('{folder}/published/flag.parquet'))
        group by person_ref order by count(*) desc, person_ref limit 1""").fetchall()[0]


def test_somebody_comes_into_view_once_with_their_family_and_stays_in_the_next_run(runs: Path, council: Path) -> None:
    from kith.handover.bring_into_view import HELP, bring_into_view

    ref, records = _pupil_out_of_view(runs)
    assert _names(ref) == 0
    assert bring_into_view(person_ref=ref, reason=HELP, by="test") is True
    counts = "select count(*) from {} where run_id = (select id from intake_run where state = 'LIVE')"
    tables = ("people_persondetails", "people_familymember", "people_fact", "people_residence", "people_relation")
    after = [_ask(counts.format(table)) for table in tables]
    assert _names(ref) == 1
    assert _ask("select count(*) from people_outofview where person_ref = %s", ref) == [(0,)]
    [(family,)] = _ask("select distinct family_ref from people_familymember where person_ref = %s limit 1", ref)
    members = _ask("select count(distinct person_ref) from people_familymember where family_ref = %s", family)
    seen = _ask(
        "select count(distinct person_ref) from people_persondetails where person_ref in"
        " (select person_ref from people_familymember where family_ref = %s)", family,
    )  # fmt: skip
    assert members == seen
    duty = "select valid_from, valid_to from governance_relationship where kind = 'DUTY' and person_ref = %s"
    assert {end - start for start, end in _ask(duty, ref)} == {TODAY - date(2026, 11, 13)}
    assert bring_into_view(person_ref=ref, reason=HELP, by="test") is False
    assert [_ask(counts.format(table)) for table in tables] == after

    # The engine is told by record, and publishes them by itself.
    _run_and_load(council, runs)
    told = json.loads((runs / "in_view.json").read_text(encoding="utf-8"))["records"]
    assert {row["record"] for row in told} == set(records)
    assert _names(ref) == 1
    # A run that was made without knowing brings them in when it goes live.
    from kith.handover.load import load_run, make_live

    (runs / "in_view.json").unlink()
    run = load_run(pipeline.run(None, runs, as_at=TODAY).folder, by="test")
    assert _named_in(ref, run.key) == 0
    make_live(run.run_id, by="test")
    assert _names(ref) == 1
    with pytest.raises(KithError, match="K611"):
        bring_into_view(person_ref="NOBODY99", reason=HELP, by="test")


def test_the_database_finds_by_identifier_whom_the_engine_hid(runs: Path) -> None:
    key = RunsFolder(runs).key()
    assert _ask("select kith_hidden('UPN', 'A979200011001')") == [(hidden_identifier(key, "UPN", "A979200011001"),)]


@pytest.mark.parametrize("table", ["people_flag", "people_outofview", "people_broughtintoview", "governance_keptapart"])
def test_no_page_lists_who_is_out_of_view_what_is_answered_of_them_or_who_was_who(database: None, table: str) -> None:
    from django.db import ProgrammingError, connections

    with connections["default"].cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(f"select 1 from {table}")


def test_a_run_made_before_an_erasure_does_not_bring_the_person_back(runs: Path, council: Path) -> None:
    from kith.apps.rights.actions.erase import erase_person
    from kith.handover.load import back, make_live

    [(ref,)] = _ask("select person_ref from people_involvement order by 1 limit 1")
    first = RunsFolder(runs).run_ids()[0]
    second = _run_and_load(council, runs)
    erase_person(ref, because="RQ-TEST", alias="owner")
    assert _names(ref) == 0
    # As a restore would: the row is back in the run that is gone back to.
    assert back(by="test").run_id == first
    assert _names(ref) == 0
    make_live(second, by="test")
    third = _run_and_load(council, runs)
    ledger = json.loads((runs / "erasures.json").read_text(encoding="utf-8"))
    assert ledger["records"]
    assert [line["person_ref"] for line in ledger["lines"]] == [ref]
    database = open_database()
    left = f"select count(*) from read_parquet('{RunsFolder(runs).run(third)}/stages/linked/record_person.parquet')"
    assert database.execute(f"{left} where list_contains($1, record_id)", [ledger["records"]]).fetchall() == [(0,)]


def test_what_is_too_old_goes_and_the_live_run_and_the_one_before_stay(runs: Path, council: Path) -> None:
    from kith.handover.forget import forget

    first = RunsFolder(runs).run_ids()[0]
    ids = [first, _run_and_load(council, runs), _run_and_load(council, runs)]
    refused = runs / "refused" / "police-0123456789"
    refused.mkdir(parents=True)
    (refused / "report.csv").write_text("a cell of somebody's")
    os.utime(refused, (0, 0))
    assert forget(runs, TODAY, by="test") == {"REFUSAL": 1, "STAGES": 1}
    assert not (RunsFolder(runs).run(first) / "stages").exists()
    assert all((RunsFolder(runs).run(one) / "stages").is_dir() for one in ids[1:])

    late = date(2027, 11, 20)
    counts = forget(runs, late, by="test")
    assert counts["RUN"] == 1
    assert counts["DELIVERY"] > 3
    assert RunsFolder(runs).run_ids() == ids[1:]
    assert not list((runs / "deliveries").iterdir())
    assert forget(runs, late, by="test") == {}
    lines = [json.loads(line) for line in (runs / "forgotten.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(line["kind"], line["name"]) for line in lines} >= {("STAGES", first), ("RUN", first)}
    assert all(len(line["sha256"]) == 64 and line["files"] for line in lines if line["kind"] in ("DELIVERY", "RUN"))
    assert "a cell" not in (runs / "forgotten.jsonl").read_text(encoding="utf-8")

    with pytest.raises(KithError, match="K612"):
        forget(runs.parent / "another", late, by="test")


def test_forgetting_that_was_killed_half_way_is_finished_and_noted_once(runs: Path, monkeypatch: Any) -> None:
    import kith.engine.forget as engine
    from kith.handover.forget import forget

    late = date(2027, 11, 20)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    # Before anything is moved, between moving aside and deleting, and before it is noted.
    for place, name in ((engine, "sync"), (engine.shutil, "rmtree"), (engine, "_tell")):
        monkeypatch.setattr(place, name, killed)
        with pytest.raises(KeyboardInterrupt):
            forget(runs, late, by="test")
        monkeypatch.undo()
    forget(runs, late, by="test")
    names = [json.loads(line)["name"] for line in (runs / "forgotten.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(names) == len(set(names)) > 3
    assert not list((runs / "deliveries").iterdir())
    assert not (runs / "forgetting").exists()


def test_nobody_else_may_read_the_runs_folder(runs: Path, council: Path) -> None:
    made = council.parent / "runs"
    assert made.stat().st_mode & 0o077 == 0
    assert not [path for path in made.rglob("*") if path.stat().st_mode & 0o077]

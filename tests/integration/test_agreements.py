"""Agreements go out to the engine, come back in a run's manifest, and decide whether the run may be loaded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kith.engine.landing.agreements import covering_agreements, load_agreements
from kith.engine.landing.land import land_file
from kith.engine.landing.ledger import current_deliveries
from kith.engine.sources import load_sources
from kith.engine.store import RunsFolder
from kith.vocabulary.errors import KithError
from tests.builders.published_run import AS_AT, write_run
from tests.builders.small_world import small_world

SAMPLES = Path(__file__).resolve().parents[2] / "kith" / "engine" / "sources"
COUNCIL = ("SCH_2001", "S", "Northmoor Primary"), ("COUNCIL_EH", "E", "Early help"), ("POLICE", "P", "Police")


@pytest.fixture
def council(database: None, tmp_path: Path) -> Path:
    """A council's folder as the example makes it, before any run."""
    folder = tmp_path / "council"
    folder.mkdir()
    about = {"name": "Wexmoor", "as_at": AS_AT.isoformat(), "agencies": "agencies.csv", "users": "users.csv"}
    (folder / "council.json").write_text(json.dumps(about), encoding="utf-8")
    agencies = "".join(f"{agency},{kind},{name}\n" for agency, kind, name in COUNCIL)
    (folder / "agencies.csv").write_text(f"agency_id,kind,name\n{agencies}", encoding="utf-8")
    users = "ann.other,Ann Other,practitioner,SCH_2001,S1\nfay.door,Fay Door,front_door,COUNCIL_EH,E1\n"
    (folder / "users.csv").write_text(f"username,display_name,role,agency_id,staff_id\n{users}", encoding="utf-8")
    return folder


def _install(council: Path, runs: Path) -> int:
    from kith.handover.example import install_example
    from kith.handover.export import export_agreements

    install_example(council)
    return export_agreements(runs)


def _withdraw(ref: str) -> None:
    from kith.apps.governance.models import Agreement

    Agreement.objects.using("owner").filter(ref=ref).delete()


def test_every_source_of_the_example_is_covered_before_there_is_a_run(council: Path, tmp_path: Path) -> None:
    sources = load_sources()
    assert _install(council, tmp_path / "runs") == len(sources)
    given = load_agreements(RunsFolder(tmp_path / "runs")) or []
    assert {(one.source, one.categories) for one in given} == {
        (name, frozenset({source.category})) for name, source in sources.items()
    }
    assert all(one.period.contains(AS_AT) and not one.period.contains(date(2027, 3, 31)) for one in given)


def test_a_source_whose_sender_does_not_give_has_no_row(council: Path, tmp_path: Path) -> None:
    from kith.apps.governance.models import Agreement
    from kith.handover.export import export_agreements

    _install(council, tmp_path)
    for row in Agreement.objects.using("owner").all():
        row.givers = [giver for giver in row.givers if giver != "POLICE"]
        row.save(using="owner")
    export_agreements(tmp_path)
    assert "police" not in {one.source for one in load_agreements(RunsFolder(tmp_path)) or []}


def test_what_landed_before_the_agreement_is_covered_after_and_not_once_it_has_ended(
    council: Path, tmp_path: Path
) -> None:
    runs, sources = RunsFolder(tmp_path / "runs"), load_sources()
    file = next((SAMPLES / "police" / "sample").glob("police_incidents*"))
    land_file(sources["police"], file, runs)
    deliveries = current_deliveries(runs)
    assert set(covering_agreements(runs, deliveries, sources, AS_AT).values()) == {None}
    _install(council, runs.root)
    assert None not in covering_agreements(runs, deliveries, sources, AS_AT).values()
    assert set(covering_agreements(runs, deliveries, sources, date(2027, 4, 1)).values()) == {None}


def test_the_example_is_installed_again_without_ending_a_session(council: Path, tmp_path: Path) -> None:
    from kith.apps.agencies.models import User

    _install(council, tmp_path)
    passwords = dict(User.objects.values_list("username", "password"))
    User.objects.using("owner").get(username="fay.door").delete()  # as if the demo had been killed in between
    _install(council, tmp_path)
    again = dict(User.objects.values_list("username", "password"))
    assert set(again) == {"ann.other", "fay.door"}
    assert again["ann.other"] == passwords["ann.other"]


def test_a_run_that_is_covered_is_loaded(council: Path, tmp_path: Path) -> None:
    from kith.handover.load import load_run

    _install(council, tmp_path / "runs")
    folder = write_run(tmp_path / "run-1", small_world(), inputs={"police": "WEXMOOR-PARTNERSHIP"})
    assert load_run(folder, by="test").state == "CHECKED"


@pytest.mark.parametrize("ref", [None, "WEXMOOR-PARTNERSHIP", "MADE-UP"])
def test_a_run_that_is_not_covered_is_refused_and_noted(council: Path, tmp_path: Path, ref: str | None) -> None:
    """Not covered at all; covered by an agreement withdrawn since; by one that somebody wrote into the folder."""
    from kith.apps.intake.queries import list_runs
    from kith.handover.load import load_run

    _install(council, tmp_path / "runs")
    _withdraw("WEXMOOR-PARTNERSHIP")
    folder = write_run(tmp_path / "run-1", small_world(), inputs={"police": ref, "housing": "WEXMOOR-BROKERED"})
    with pytest.raises(KithError, match="K609") as caught:
        load_run(folder, by="test")
    assert "police" in str(caught.value)
    assert "housing" not in str(caught.value)
    assert [run.state for run in list_runs()] == ["REFUSED"]


def test_a_manifest_that_does_not_say_loadable_is_refused(council: Path, tmp_path: Path) -> None:
    from kith.handover.load import load_run

    folder = write_run(tmp_path / "run-1", small_world())
    about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(about | {"loadable": False}), encoding="utf-8")
    with pytest.raises(KithError, match="K609"):
        load_run(folder, by="test")

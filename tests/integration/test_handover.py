"""A run comes in whole or not at all, goes live in one step, and can be gone back from."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kith.vocabulary.errors import KithError
from tests.builders.published_run import write_run
from tests.builders.small_world import MARLOWES, small_world


def _load(folder: Path, *, live: bool = True) -> str:
    from kith.handover.load import load_run, make_live

    run = load_run(folder, by="test")
    if live:
        make_live(run.run_id, by="test")
    return run.run_id


def _count(table: str) -> int:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def _live_names() -> dict[str, str]:
    from kith.apps.intake.queries import find_live_run
    from kith.apps.people.models import FamilyDetails

    run = find_live_run()
    return (
        dict(FamilyDetails.objects.using("owner").filter(run_id=run.key).values_list("family_ref", "name"))
        if run
        else {}
    )


def test_loading_shows_nothing_until_the_run_is_made_live(database: None, tmp_path: Path) -> None:
    run_id = _load(write_run(tmp_path / "run-1", small_world()), live=False)
    assert _live_names() == {}
    assert _count("governance_relationship") == 0
    from kith.handover.load import make_live

    assert make_live(run_id, by="test").state == "LIVE"
    assert _live_names()[MARLOWES] == "The Marlowe family"


def test_every_published_row_arrives(database: None, tmp_path: Path) -> None:
    world = small_world()
    _load(write_run(tmp_path / "run-1", world))
    for table, rows in (
        ("people_persondetails", "person"),
        ("people_familymember", "family_member"),
        ("people_relation", "relation"),
        ("people_dwelling", "dwelling"),
        ("people_residence", "residence"),
        ("people_involvement", "involvement"),
        ("people_fact", "fact"),
        ("people_outofview", "out_of_view"),
        ("intake_delivery", "delivery"),
        ("agencies_worker", "worker"),
    ):
        assert _count(table) == len(world[rows]), table


def test_switching_and_going_back_keeps_references_and_replaces_ties(database: None, tmp_path: Path) -> None:
    from kith.handover.load import back

    _load(write_run(tmp_path / "run-1", small_world()))
    ties = _count("governance_relationship")
    second = small_world()
    second["family"][0]["name"] = "The Frost family"
    second["involvement"] = second["involvement"][:1]
    _load(write_run(tmp_path / "run-2", second))
    assert _live_names()[MARLOWES] == "The Frost family"
    assert 0 < _count("governance_relationship") < ties
    assert back(by="test").run_id == "run-1"
    assert _live_names()[MARLOWES] == "The Marlowe family"
    assert _count("governance_relationship") == ties
    assert _count("people_person") == len(small_world()["person"])


def test_only_the_run_before_keeps_its_rows(database: None, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        _load(write_run(tmp_path / f"run-{number}", small_world()))
    assert _count("people_familydetails") == 2 * len(small_world()["family"])
    from kith.handover.load import make_live

    with pytest.raises(KithError, match="K604"):
        make_live("run-1", by="test")
    _load(tmp_path / "run-1")
    assert _live_names()


def test_loading_the_same_run_again_changes_nothing(database: None, tmp_path: Path) -> None:
    _load(write_run(tmp_path / "run-1", small_world()))
    assert _load(tmp_path / "run-1", live=False) == "run-1"
    assert _count("people_familydetails") == len(small_world()["family"])


def test_making_the_live_run_live_changes_nothing(database: None, tmp_path: Path) -> None:
    from kith.handover.load import back, make_live

    _load(write_run(tmp_path / "run-1", small_world()))
    _load(write_run(tmp_path / "run-2", small_world()))
    before = make_live("run-2", by="test")
    assert make_live("run-2", by="someone else") == before
    assert back(by="test").run_id == "run-1"


def test_a_run_that_failed_its_checks_is_refused_and_noted(database: None, tmp_path: Path) -> None:
    from kith.apps.intake.queries import list_runs

    with pytest.raises(KithError, match="K602"):
        _load(write_run(tmp_path / "run-1", small_world(), failed=("a missing agency",)))
    assert [(run.state, run.refused_because != "") for run in list_runs()] == [("REFUSED", True)]
    assert _count("people_persondetails") == 0


def test_a_changed_file_is_refused(database: None, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run-1", small_world())
    with (folder / "published" / "fact.parquet").open("ab") as handle:
        handle.write(b"x")
    with pytest.raises(KithError, match="K603"):
        _load(folder)


@pytest.mark.parametrize("content", [None, "{", "{}", '{"run_id": 1}', "[]"])
def test_a_folder_that_is_not_a_finished_run_is_refused(database: None, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(KithError, match="K601"):
        _load(tmp_path)


def test_another_run_under_a_known_name_is_refused(database: None, tmp_path: Path) -> None:
    _load(write_run(tmp_path / "one" / "run-1", small_world()))
    other = small_world()
    other["fact"].pop()
    with pytest.raises(KithError, match="K603"):
        _load(write_run(tmp_path / "two" / "run-1", other))


def test_nothing_to_go_back_to_is_said(database: None, tmp_path: Path) -> None:
    from kith.handover.load import back

    _load(write_run(tmp_path / "run-1", small_world()))
    with pytest.raises(KithError, match="K608"):
        back(by="test")


@pytest.mark.parametrize("step", ["take_in_run", "take_in_deliveries"])
def test_a_load_whose_connection_is_killed_leaves_nothing(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The server's side of the loader's connection is ended in the middle of the handover."""
    _load(write_run(tmp_path / "run-1", small_world()))
    before = (_count("people_persondetails"), _count("intake_run"), _count("agencies_worker"))
    _kill_after(monkeypatch, step)
    changed = small_world()
    changed["worker"].append({"agency_id": "HOMES", "staff_id": "L2", "name": "New Worker"})
    with pytest.raises(KithError, match="K607"):
        _load(write_run(tmp_path / "run-2", changed))
    assert (_count("people_persondetails"), _count("intake_run"), _count("agencies_worker")) == before
    assert _live_names()[MARLOWES] == "The Marlowe family"
    monkeypatch.undo()
    assert _load(tmp_path / "run-2") == "run-2"


def test_a_switch_whose_connection_is_killed_leaves_the_old_run_live(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load(write_run(tmp_path / "run-1", small_world()))
    ties = _count("governance_relationship")
    second = small_world()
    second["involvement"] = []
    _load(write_run(tmp_path / "run-2", second), live=False)
    _kill_after(monkeypatch, "put_ties_in_force")
    from kith.handover.load import make_live

    with pytest.raises(KithError, match="K607"):
        make_live("run-2", by="test")
    from kith.apps.intake.queries import find_live_run

    live = find_live_run()
    assert live is not None
    assert live.run_id == "run-1"
    assert _count("governance_relationship") == ties


def test_two_handovers_at_once_wait_for_each_other(database: None, tmp_path: Path) -> None:
    folders = [write_run(tmp_path / f"run-{number}", small_world()) for number in (1, 2)]
    done: list[str] = []

    def hand_over(folder: Path) -> None:
        from django.db import connections

        done.append(_load(folder))
        connections.close_all()

    threads = [threading.Thread(target=hand_over, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    for thread in threads:
        thread.join()
    from kith.apps.intake.queries import list_runs

    assert sorted(done) == ["run-1", "run-2"]
    assert sorted(run.state for run in list_runs()) == ["LIVE", "RETIRED"]


def _kill_after(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    from kith.apps.intake import actions as intake
    from kith.apps.people import actions as people

    room: Any = people if hasattr(people, step) else intake
    real = getattr(room, step)

    def then_kill(cursor: Any, *arguments: Any, **named: Any) -> None:
        real(cursor, *arguments, **named)
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(room, step, then_kill)

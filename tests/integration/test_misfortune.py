"""A week goes wrong: killed in a load or a switch, nothing new for the timer, run wrong and gone back from."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.engine.progress import Silent
from kith.engine.synthetic.make import make_council
from kith.vocabulary.errors import KithError
from tests.builders.published_run import write_run
from tests.builders.small_world import MARLOWES, small_world
from tests.integration.test_handover import _count, _live_names, _load

# Loads a run, or makes one live, and dies as of kill -9 after one step, with the transaction open.
DIE = """
import os, signal, sys
import django
django.setup()
from pathlib import Path
from kith.apps.intake import actions as intake
from kith.apps.people import actions as people

step, work, given = sys.argv[1:]
room = people if hasattr(people, step) else intake
real = getattr(room, step)

def then_die(*arguments, **named):
    answer = real(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(room, step, then_die)
from kith.handover.load import load_run, make_live
load_run(Path(given), by="test") if work == "load" else make_live(given, by="test")
"""


def _killed(urls: dict[str, str], tmp_path: Path, step: str, work: str, given: str) -> int:
    addresses = tmp_path / "addresses.json"
    addresses.write_text(json.dumps(urls))
    addresses.chmod(0o600)
    process = subprocess.run(
        [sys.executable, "-c", DIE, step, work, given],
        env=os.environ | {"KITH_DATABASE_URLS": str(addresses)},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    return process.returncode


@pytest.mark.parametrize("step", ["record_loaded_run", "take_in_run", "take_in_deliveries"])
def test_a_load_killed_in_the_middle_leaves_nothing_half_visible(
    database: None, database_urls: dict[str, str], tmp_path: Path, step: str
) -> None:
    _load(write_run(tmp_path / "run-1", small_world()))
    before = (_count("people_persondetails"), _count("intake_run"), _count("people_fact"), _count("intake_delivery"))
    folder = write_run(tmp_path / "run-2", small_world())
    assert _killed(database_urls, tmp_path, step, "load", str(folder)) == -signal.SIGKILL
    after = (_count("people_persondetails"), _count("intake_run"), _count("people_fact"), _count("intake_delivery"))
    assert after == before
    assert _live_names()[MARLOWES] == "The Marlowe family"
    assert _load(folder) == "run-2", "the dead one's lock is gone, and the same folder loads"


@pytest.mark.parametrize("step", ["make_run_live", "put_ties_in_force"])
def test_a_switch_killed_in_the_middle_leaves_the_old_run_live(
    database: None, database_urls: dict[str, str], tmp_path: Path, step: str
) -> None:
    from kith.apps.intake.queries import find_live_run

    _load(write_run(tmp_path / "run-1", small_world()))
    ties = _count("governance_relationship")
    second = small_world()
    second["involvement"] = []
    _load(write_run(tmp_path / "run-2", second), live=False)
    assert _killed(database_urls, tmp_path, step, "live", "run-2") == -signal.SIGKILL
    live = find_live_run()
    assert live is not None
    assert live.run_id == "run-1"
    assert _count("governance_relationship") == ties


def test_a_run_that_turns_out_wrong_is_gone_back_from_in_one_command(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from kith.project.commands import live

    monkeypatch.setattr(live, "start_django", lambda: None)
    _load(write_run(tmp_path / "run-1", small_world()))
    wrong = small_world()
    wrong["family"][0]["name"] = "The Wrong family"
    wrong["fact"] = wrong["fact"][:1]
    _load(write_run(tmp_path / "run-2", wrong))
    assert _live_names()[MARLOWES] == "The Wrong family"
    said = CliRunner().invoke(live.back)
    assert (said.exit_code, said.output) == (0, "Run run-1 is live again.\n")
    assert _live_names()[MARLOWES] == "The Marlowe family"


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small council's files, of the agencies that a run cannot do without."""
    council = make_council(
        2_000, 5, tmp_path_factory.mktemp("example") / "council", as_at=date(2026, 11, 20), progress=Silent()
    )
    for source in (council / "extracts").iterdir():
        if source.name not in ("police", "school_census", "ssd", "early_help"):
            shutil.rmtree(source)
    return council / "extracts"


def test_a_timers_week_is_loaded_and_told_and_never_live_by_itself(
    world: None, worker_of: Any, extracts: Path, tmp_path: Path
) -> None:
    from kith.apps.intake.queries import find_live_run, find_run
    from kith.handover.weekly import do_the_week
    from tests.integration.test_attack import _sign_in

    done = do_the_week(extracts, tmp_path / "runs", by="timer")
    assert done is not None
    run, live = find_run(done.run_id), find_live_run()
    assert run is not None
    assert live is not None
    assert (run.state, live.run_id) == ("CHECKED", "run-1")
    assert {one["source"] for one in run.arrivals} == {"police", "school_census", "ssd", "early_help"}
    assert do_the_week(extracts, tmp_path / "runs", by="timer") is None, "nothing new has come"
    worker_of("COUNCIL_EH", "E3", "ADMINISTRATOR")
    page = _sign_in("council_eh-e3")[0].get(f"/runs/{done.run_id}/").content.decode()
    assert "What came, and what did not?" in page
    assert "All 4 sources are as they should be" in page


def test_the_page_tells_what_would_change_before_anybody_makes_it_live(
    world: None, worker_of: Any, tmp_path: Path
) -> None:
    from tests.integration.test_attack import _sign_in

    folder = write_run(tmp_path / "run-2", small_world())
    about = json.loads((folder / "manifest.json").read_text())
    people = {"before": 9, "now": 8, "new": 1, "gone": 2, "merged": 1, "split": 0}
    families = {"before": 3, "now": 3, "new": 0, "gone": 0, "changed": 1, "members_in": 1, "members_out": 2}
    agency = {"agency_id": "POLICE", "name": "Wexmoor Police", "people_before": 4, "people_now": 3, "people_new": 0,
              "people_gone": 1, "facts_before": 9, "facts_now": 12, "facts_new": 3, "facts_gone": 0,
              "facts_otherwise": 1}  # fmt: skip
    late = {"source": "ssd", "title": "Social care", "state": "LATE", "every": "every week", "newest": "2026-11-20",
            "files": 0, "rows": 0, "said": "Nothing has come since 20 November 2026.", "word": "late",
            "is_amiss": True}  # fmt: skip
    about |= {"previous": "run-1", "arrivals": [late]}
    about |= {"difference": {"from": "run-1", "people": people, "families": families, "agencies": [agency]}}
    (folder / "manifest.json").write_text(json.dumps(about))
    _load(folder, live=False)
    worker_of("COUNCIL_EH", "E3", "ADMINISTRATOR")
    browser = _sign_in("council_eh-e3")[0]
    page = browser.get("/runs/run-2/").content.decode()
    assert "What would change if it were made live?" in page
    assert "1 person comes into view and 2 leave it (9 before, 8 now)." in page
    assert "Wexmoor Police" in page
    assert "1 of 1 sources is late, missing, refused or came in part" in page
    assert "Nothing has come since 20 November 2026." in browser.get("/runs/").content.decode()
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    assert _sign_in("sch_1-s1")[0].get("/runs/run-2/").status_code == 403


def test_a_week_that_did_not_pass_is_not_loaded(
    world: None, extracts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.intake.queries import list_runs
    from kith.engine.publish import run as publishing
    from kith.engine.publish.checks import Check
    from kith.handover.weekly import do_the_week

    monkeypatch.setattr(publishing, "check_published", lambda *given: [Check("ROW_COUNTS", False, "fact 9 to 1")])
    with pytest.raises(KithError, match="K225"):
        do_the_week(extracts, tmp_path / "runs", by="timer")
    assert [run.run_id for run in list_runs()] == ["run-1"]

"""An example council is the same for the same seed, appears whole or not at all, and never over somebody's work."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from kith.engine.progress import Silent
from kith.engine.store import DatabaseError, open_database
from kith.engine.synthetic import make
from kith.engine.synthetic.make import ExampleDiskError, ExampleFolderError, ExampleSizeError, make_council, make_world

AS_AT = date(2026, 11, 20)
SOURCES = ("attendance", "asb", "benefits", "cin_census", "police", "ssd")  # one of each kind of file


def made(out: Path, seed: int = 1, as_at: date = AS_AT) -> Path:
    return make_council(2_000, seed, out, as_at=as_at, progress=Silent(), sources=SOURCES)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("made") / "one")


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(council: Path, tmp_path: Path) -> None:
    assert hashes(made(tmp_path / "again")) == hashes(council)
    other = hashes(made(tmp_path / "other", seed=2))
    assert set(other) == set(hashes(council))
    for name in (
        "truth/person.parquet",
        "truth/event.parquet",
        "truth/record.parquet",
        "extracts/ssd/ssd_person_2026-11-20.csv",
    ):
        assert other[name] != hashes(council)[name], name


def test_one_processor_or_two_make_the_same_world() -> None:
    told = []
    for threads in (1, 2):
        database = open_database()
        database.execute(f"set threads = {threads}")
        make_world(database, 2_000, 1, AS_AT, Silent())
        tables = ("person", "residence", "relation", "event", "involvement", "roll")
        told.append([database.execute(f"select * from truth.{name}").fetchall() for name in tables])
        database.close()
    assert told[0] == told[1]


def test_the_folder_says_what_it_is(council: Path) -> None:
    about = json.loads((council / "council.json").read_text(encoding="utf-8"))
    assert about == {
        "name": "Wexmoor",
        "as_at": "2026-11-20",
        "people": 2_000,
        "seed": 1,
        "invented": True,
        "agencies": "agencies.csv",
        "users": "users.csv",
        "decisions": "decisions.json",
    }
    assert {path.name for path in council.iterdir()} == {
        "council.json",
        "agencies.csv",
        "users.csv",
        "decisions.json",
        "extracts",
        "truth",
    }
    assert {path.name for path in (council / "extracts").iterdir()} == set(SOURCES)


def test_there_is_a_sign_in_for_each_role_and_priya_shah_is_the_practitioner(council: Path) -> None:
    with (council / "users.csv").open(encoding="utf-8", newline="") as file:
        users = list(csv.DictReader(file))
    assert len({user["role"] for user in users}) == 9
    assert len({user["username"] for user in users}) == len({user["staff_id"] for user in users}) == len(users) == 18
    first = ("priya.shah", "Priya Shah", "practitioner", "SCH_2001", "SCH2001-9", "")
    assert tuple(users[0].values()) == first
    officers = [user["agency_id"] for user in users if user["role"] == "information_governance"]
    assert sorted(officers) == ["COUNCIL_EH", "COUNCIL_EH", "COUNCIL_SC", "POLICE"]
    duties = {(user["agency_id"], user["duty"]) for user in users if user["duty"]}
    leads = {(agency, "SAFEGUARDING_LEAD") for agency in ("COUNCIL_SC", "POLICE", "HEALTH_VISITING")}
    assert duties == {("COUNCIL_SC", "SHIELD_CLEARED"), ("COUNCIL_EH", "REVIEWER"), *leads}


@pytest.mark.parametrize("as_at", [date(2026, 1, 31), date(2027, 8, 15), date(2028, 2, 29)])
def test_any_day_will_do(tmp_path: Path, as_at: date) -> None:
    assert (made(tmp_path / "then", as_at=as_at) / "truth" / "event.parquet").stat().st_size > 1_000


@pytest.mark.parametrize("people", [0, 1_999, 760_001])
def test_a_size_that_cannot_be_is_refused(tmp_path: Path, people: int) -> None:
    with pytest.raises(ExampleSizeError) as refused:
        make_council(people, 1, tmp_path / "x", as_at=AS_AT, progress=Silent())
    assert refused.value.code == "K501"
    assert not (tmp_path / "x").exists()


def test_somebodys_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "work.csv").write_text("theirs", encoding="utf-8")
    with pytest.raises(ExampleFolderError):
        made(tmp_path / "theirs")
    assert (tmp_path / "theirs" / "work.csv").read_text(encoding="utf-8") == "theirs"


def test_an_older_example_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "council.json").write_text('{"invented": true}', encoding="utf-8")
    (tmp_path / "old" / "stale.csv").write_text("", encoding="utf-8")
    assert not (made(tmp_path / "old") / "stale.csv").exists()


def test_a_full_disk_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise DatabaseError("Could not write file: No space left on device")

    monkeypatch.setattr(make, "write_source", fill)
    with pytest.raises(ExampleDiskError):
        made(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_too_small_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "BYTES_PER_PERSON", 10**15)
    with pytest.raises(ExampleDiskError):
        made(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []

"""Week after week: only what has changed is linked again, and people are told what came and what it changes."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.engine import pipeline
from kith.engine.difference.run import CannotCompare, compare
from kith.engine.difference.said import agency_lines, said_difference
from kith.engine.progress import Silent
from kith.engine.store import open_database
from kith.engine.synthetic.make import make_council
from tests.builders.next_week import NEXT_WEEK, THIS_WEEK, first_week, second_week

FIRST_DAY, SECOND_DAY = date.fromisoformat(THIS_WEEK), date.fromisoformat(NEXT_WEEK)
LINKED = "read_parquet('{}/stages/linked/record_person.parquet')"
PAIRS = "from went_on as l join went_on as r using (person_ref) where l.record_id < r.record_id"
SENT = (
    "police", "school_census", "housing", "free_school_meals", "ssd", "early_help", "attendance", "school_contacts",
)  # fmt: skip
TOGETHER = (
    "select l.record_id, r.record_id from {0} as l join {0} as r using (person_ref) where l.record_id < r.record_id"
)


@dataclass(frozen=True)
class Weeks:
    """A first week, and its second in two ways: gone on from the first, and linked anew."""

    folder: Path
    first: pipeline.Finished
    on: pipeline.Finished
    anew: pipeline.Finished

    def ask(self, query: str) -> list[Any]:
        """Return the rows of a query over ``first``, ``went_on`` and ``anew`` (record_id, person_ref)."""
        database = open_database()
        for name, run in (("first", self.first), ("went_on", self.on), ("anew", self.anew)):
            database.execute(f"create view {name} as from {LINKED.format(run.folder)}")
        return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Weeks:
    folder = tmp_path_factory.mktemp("weeks")
    council = make_council(2_000, 5, folder / "council", as_at=FIRST_DAY, progress=Silent())
    for source in (council / "extracts").iterdir():
        if source.name not in SENT:
            shutil.rmtree(source)
    one, two = first_week(council / "extracts", folder / "one"), second_week(council / "extracts", folder / "two")
    first = pipeline.run(one, folder / "runs", as_at=FIRST_DAY)
    shutil.copytree(folder / "runs", folder / "other")
    on = pipeline.run(two, folder / "runs", as_at=SECOND_DAY, today=SECOND_DAY)
    anew = pipeline.run(two, folder / "other", as_at=SECOND_DAY, anew=True)
    return Weeks(folder, first, on, anew)


def test_the_second_week_goes_on_from_the_first(weeks: Weeks) -> None:
    assert weeks.first.manifest["linkage"]["how"]["anew_because"] == "FIRST"
    assert weeks.anew.manifest["linkage"]["how"]["anew_because"] == "ASKED"
    how = weeks.on.manifest["linkage"]["how"]
    assert how["went_on"]
    assert how["from_run"] == weeks.first.run_id
    assert 0 < how["changed"] < how["again"] < weeks.on.manifest["linkage"]["records"] / 4


def test_going_on_finds_nearly_the_same_people_as_linking_anew(weeks: Weeks) -> None:
    """Measured: 99.93 in 100 of the pairs of records that either calls one person."""
    one, other = (TOGETHER.format(name) for name in ("went_on", "anew"))
    [(both,)] = weeks.ask(f"select count(*) from ({one} intersect {other})")
    [(either,)] = weeks.ask(f"select count(*) from ({one} union {other})")
    assert both / either > 0.995


def test_whoever_was_not_touched_keeps_their_reference(weeks: Weeks) -> None:
    """A person whose records are the same records in both weeks is called what they were called."""
    same = """
        with held as (select person_ref, list(record_id order by record_id) as records from {} group by person_ref)
        select records, person_ref from held
    """
    [(people, kept)] = weeks.ask(
        f"select count(*), count(*) filter (one.person_ref = other.person_ref) from ({same.format('first')}) as one"
        f" join ({same.format('went_on')}) as other using (records)"
    )
    assert people > 1_000
    assert kept == people


def test_every_record_has_its_person_and_every_tripwire_held(weeks: Weeks) -> None:
    assert weeks.on.passed
    assert weeks.anew.passed
    [(records, people)] = weeks.ask("select count(*), count(distinct record_id) from went_on")
    assert records == people == weeks.on.manifest["standardise"]["tables"]["person"]


def test_a_second_run_on_the_same_files_compares_nothing_and_publishes_the_same(weeks: Weeks, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    shutil.copytree(weeks.folder / "other", runs)
    again = pipeline.run(weeks.folder / "two", runs, as_at=SECOND_DAY)
    how = again.manifest["linkage"]["how"]
    assert (how["changed"], how["gone"], how["again"], how["pairs"]) == (0, 0, 0, 0)
    assert again.manifest["published"] == weeks.anew.manifest["published"]
    assert [folder.name for folder in (runs / "linkage").iterdir()] == [again.run_id]


def test_only_what_changed_lands_and_everything_is_said(weeks: Weeks) -> None:
    arrivals = {one["source"]: one for one in weeks.on.manifest["arrivals"]}
    assert {name for name, one in arrivals.items() if one["files"]} == {
        "police", "school_census", "housing", "free_school_meals",
    }  # fmt: skip
    assert arrivals["school_census"]["state"] == "NEW"
    assert arrivals["police"]["state"] == "IN_PART"
    assert "officer" in arrivals["police"]["said"], "only the list of people came, not who works with them"
    assert "20 November 2026" in arrivals["ssd"]["said"]
    assert arrivals["ssd"]["state"] == "NOT_DUE"
    assert arrivals["ssd"]["every"] == "every week"


def test_the_difference_is_told_in_counts_and_names_nobody(weeks: Weeks) -> None:
    difference = weeks.on.manifest["difference"]
    assert difference["from"] == weeks.first.run_id
    people = difference["people"]
    assert people["now"] == people["before"] + people["new"] - people["gone"]
    agencies = {one["agency_id"]: one for one in difference["agencies"]}
    assert agencies["POLICE"]["facts_new"] > 0
    assert agencies["POLICE"]["facts_gone"] > 0
    for one in agencies.values():
        assert one["people_now"] == one["people_before"] + one["people_new"] - one["people_gone"]
        assert one["facts_now"] == one["facts_before"] + one["facts_new"] - one["facts_gone"]
    text = json.dumps(difference) + "".join(said_difference(difference) + agency_lines(difference))
    [(ref,)] = weeks.ask("select min(person_ref) from went_on")
    assert "Marlowe" not in text
    assert ref not in text


def test_a_run_differs_in_nothing_from_itself(weeks: Weeks) -> None:
    difference = compare(weeks.on.folder, weeks.on.folder)
    assert agency_lines(difference) == []
    assert {difference["people"][part] for part in ("new", "gone", "merged", "split")} == {0}
    assert {difference["families"][part] for part in ("new", "gone", "changed")} == {0}


def test_a_run_that_is_gone_cannot_be_compared(weeks: Weeks, tmp_path: Path) -> None:
    with pytest.raises(CannotCompare, match="K236"):
        compare(tmp_path, weeks.on.folder)


def test_who_became_whom_is_told_by_agency(weeks: Weeks) -> None:
    told = weeks.anew.manifest["linkage"]["by_agency"]
    for one in told.values():
        assert one["records"] == one["new_records"] + one["kept"] + one["merged"] + one["split"]
    assert told["POLICE"]["new_records"] > 0
    assert (weeks.anew.folder / "reports" / "who-became-whom.csv").exists()


def test_a_run_that_failed_is_no_measure_and_nothing_to_go_on_from(weeks: Weeks, tmp_path: Path) -> None:
    """Were it the measure, the same mistake would pass the second time."""
    runs = tmp_path / "runs"
    shutil.copytree(weeks.folder / "runs", runs)
    _empty_the_roll(tmp_path, weeks)
    few = [
        pipeline.run(tmp_path / "few", runs, as_at=SECOND_DAY, accept=("K116",)).manifest for _ in range(2)
    ]  # fmt: skip
    for manifest in few:
        assert {one["name"] for one in manifest["checks"] if not one["passed"]}
        assert manifest["previous"] == weeks.on.run_id
    assert [folder.name for folder in (runs / "linkage").iterdir()] == [weeks.on.run_id]


def _empty_the_roll(folder: Path, weeks: Weeks) -> None:
    """Write this week's social care with a tenth of its rows in every file."""
    for file in (weeks.folder / "one" / "ssd").iterdir():
        lines = file.read_bytes().split(b"\n")
        to = folder / "few" / "ssd" / file.name.replace(THIS_WEEK, NEXT_WEEK)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(b"\n".join([lines[0], *lines[1::20], b""]))


def test_decisions_and_erasures_touch_their_people_and_nobody_else(weeks: Weeks, tmp_path: Path) -> None:
    """A reviewer says of two records of one person that they are not the same; a record of another is erased."""
    runs = tmp_path / "runs"
    shutil.copytree(weeks.folder / "runs", runs)
    [(one, other, person), (gone, left, erased)] = weeks.ask(
        f"select min(l.record_id), min(r.record_id), person_ref {PAIRS} group by 3 order by 3 limit 2"
    )
    said = {"one": one, "other": other, "answer": "NOT_SAME", "is_sample": False}
    (runs / "matches.json").write_text(json.dumps({"reviewed": [said]}))
    (runs / "erasures.json").write_text(json.dumps({"records": [gone], "facts": []}))
    done = pipeline.run(weeks.folder / "two", runs, as_at=SECOND_DAY)
    how = done.manifest["linkage"]["how"]
    assert (how["went_on"], how["gone"]) == (True, 1)
    assert how["changed"] < 5, "whoever was related to the erased record says something else now"
    assert 2 <= how["again"] < 90
    now = dict(open_database().execute(f"from {LINKED.format(done.folder)}").fetchall())
    before = dict(weeks.ask("from went_on"))
    assert now[one] != now[other]
    assert gone not in now
    assert left in now
    moved = {record for record, ref in now.items() if before[record] != ref}
    assert moved & {one, other}
    assert {before[record] for record in moved} <= {person, erased}
    kept = f"select record_id from read_parquet('{runs}/linkage/{done.run_id}/record.parquet')"
    assert (gone,) not in open_database().execute(kept).fetchall(), "what is kept for next week forgets them too"

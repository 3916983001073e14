"""The whole engine on a small example council: extracts in, published tables out, again and again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import RunsFolder, open_database
from kith.engine.synthetic.make import make_council
from kith.engine.try_source import UnknownSourceName, try_source
from kith.engine.walk import walk

TODAY = date(2026, 11, 20)
SAMPLES = Path(pipeline.__file__).parent / "sources"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_council(2_000, 5, tmp_path_factory.mktemp("example") / "council", as_at=TODAY, progress=Silent())


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def first(council: Path, runs: Path) -> pipeline.Finished:
    return pipeline.run(council / "extracts", runs, as_at=TODAY)


@pytest.fixture(scope="module")
def second(first: pipeline.Finished, council: Path, runs: Path) -> pipeline.Finished:
    half = RunsFolder(runs).run("99999-2026-11-20")
    half.mkdir()
    (half / "work.duckdb").write_text("what a killed process left behind")
    return pipeline.run(council / "extracts", runs, as_at=TODAY)


def published(run: pipeline.Finished, query: str) -> list[Any]:
    """Return rows of a query in which a published table is called by its name."""
    database = open_database()
    for file in (run.folder / "published").glob("*.parquet"):
        database.execute(f"create view {file.stem} as from read_parquet('{file}')")
    return database.execute(query).fetchall()


def test_every_file_landed_and_every_tripwire_held(first: pipeline.Finished, council: Path) -> None:
    assert [delivery.message for delivery in first.refused] == []
    assert [check for check in first.manifest["checks"] if not check["passed"]] == []
    assert len(first.manifest["inputs"]) == len(list((council / "extracts").glob("*/*")))


def test_the_manifest_says_what_went_in_and_names_nobody(first: pipeline.Finished) -> None:
    manifest = first.manifest
    assert all(len(one["sha256"]) == 64 for one in manifest["inputs"])
    assert {"kith", "duckdb", "splink", "code", "definitions"} <= manifest["made_with"].keys()
    assert manifest["loadable"] is False, "no agreement has been given"
    assert first.uncovered == tuple(sorted({one["source"] for one in manifest["inputs"]}))
    assert set(manifest["seconds"]) == {"standardise", "link", "families", "questions", "publish"}
    text = (first.folder / "manifest.json").read_text(encoding="utf-8")
    for name in ("Marlowe", "MARLOWE", "Tern Close", "QX4"):
        assert name not in text


def test_the_quality_report_reads_without_a_name(first: pipeline.Finished) -> None:
    page = (first.folder / "reports" / "quality.html").read_text(encoding="utf-8")
    assert "Every tripwire held." in page
    assert "Likely pairs held apart, by reason" in page
    assert "Marlowe" not in page


def test_records_in_are_records_out(first: pipeline.Finished) -> None:
    standard = first.manifest["standardise"]
    assert first.manifest["linkage"]["records"] == standard["tables"]["person"]
    assert all(file["rows_used"] <= file["rows_in"] for file in standard["files"])
    people = first.manifest["people"]
    assert people["IN_VIEW"] + people["OUT_OF_VIEW"] == people["LINKED"] == first.manifest["linkage"]["people"]


def test_the_marlowes_are_found_as_one_family(first: pipeline.Finished) -> None:
    [(ref, count)] = published(
        first,
        "select family_ref, count(*) from family join family_member using (family_ref)"
        " where name = 'The Marlowe family' group by 1 order by 2 desc limit 1",
    )
    members = published(
        first, f"select forename, role from family_member join person using (person_ref) where family_ref = '{ref}'"
    )
    found = {name for name, _ in members}
    assert {"Dawn", "Lee", "Ella", "Jay", "Ryan", "Joan"} <= found
    assert count <= 9
    assert {name for name, role in members if role == "CHILD"} >= {"Ella", "Jay", "Ryan"}
    agencies = published(
        first,
        f"select distinct agency_id from involvement join family_member using (person_ref) where family_ref = '{ref}'",
    )
    assert len(agencies) >= 5


def test_the_refuge_cannot_be_read_from_what_was_published(first: pipeline.Finished, council: Path) -> None:
    database = open_database()
    refuges = database.execute(
        f"select uprn from read_parquet('{council / 'truth' / 'dwelling.parquet'}') where kind = 'REFUGE'"
    ).fetchall()
    assert refuges
    written = b"".join(file.read_bytes() for file in (first.folder / "published").glob("*.parquet"))
    for (uprn,) in refuges:
        assert published(
            first, f"select count(*) from dwelling where uprn = '{uprn}' or dwelling_id like '%{uprn}%'"
        ) == [(0,)]
        assert str(uprn).encode() not in written
    together = published(
        first,
        """
        select count(*) from family_member as one join family_member as other using (family_ref)
        join person as left_person on left_person.person_ref = one.person_ref
        join person as right_person on right_person.person_ref = other.person_ref
        where left_person.is_shielded and right_person.forename = 'Shane' and right_person.surname = 'Doyle'
        """,
    )
    assert together == [(0,)]


def test_running_again_lands_nothing_and_changes_nothing(first: pipeline.Finished, second: pipeline.Finished) -> None:
    assert second.run_id > first.run_id
    assert second.manifest["previous"] == first.run_id
    assert second.manifest["published"] == first.manifest["published"]
    assert second.manifest["linkage"]["refs"] == {"MERGED": 0, "SPLIT": 0}
    assert second.manifest["families"]["refs"] == {"MERGED": 0, "SPLIT": 0}


def test_what_a_killed_run_left_is_swept(second: pipeline.Finished, runs: Path) -> None:
    assert not RunsFolder(runs).run("99999-2026-11-20").exists()
    assert not (second.folder / "work.duckdb").exists()


def test_a_fresh_start_with_the_same_key_gives_the_same_tables(
    first: pipeline.Finished, council: Path, runs: Path, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text((runs / "key").read_text())
    again = pipeline.run(council / "extracts", tmp_path, as_at=TODAY)
    assert again.manifest["published"] == first.manifest["published"]


@pytest.fixture(scope="module")
def obeying(
    first: pipeline.Finished, council: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pipeline.Finished, list[str]]:
    """A run that obeys what people decided: Ella is erased, and the identities of the adopted child are kept apart."""
    runs = tmp_path_factory.mktemp("obeying")
    database = open_database()
    records = database.execute(
        f"""
        select record_id from read_parquet('{first.folder}/stages/linked/record_person.parquet') where person_ref in (
            select person_ref from read_parquet('{first.folder}/published/person.parquet')
            where forename = 'Ella' and surname = 'Marlowe')
        """
    ).fetchall()
    [fact] = database.execute(
        f"select min(fact_id) from read_parquet('{first.folder}/published/fact.parquet')"
    ).fetchone()
    (runs / "erasures.json").write_text(json.dumps({"records": [record for (record,) in records], "facts": [fact]}))
    (runs / "apart.json").write_text(json.dumps({"apart": _adoption(council)}))
    return pipeline.run(council / "extracts", runs, as_at=TODAY), [fact]


def _adoption(council: Path) -> list[dict[str, Any]]:
    return list(json.loads((council / "decisions.json").read_text(encoding="utf-8"))["kept_apart"])


def _refs(run: pipeline.Finished, records: list[str]) -> set[str]:
    query = f"select person_ref from read_parquet('{run.folder}/stages/linked/record_person.parquet')"
    found = open_database().execute(f"{query} where list_contains($1, record_id)", [records]).fetchall()
    return {ref for (ref,) in found}


def test_who_and_what_was_erased_is_gone_from_the_next_run(obeying: tuple[pipeline.Finished, list[str]]) -> None:
    run, [fact] = obeying
    assert published(run, "select count(*) from person where forename = 'Ella' and surname = 'Marlowe'") == [(0,)]
    assert published(run, f"select count(*) from fact where fact_id = '{fact}'") == [(0,)]


def test_a_child_before_and_after_adoption_is_never_one_person(
    first: pipeline.Finished, obeying: tuple[pipeline.Finished, list[str]], council: Path
) -> None:
    [case] = _adoption(council)
    assert len(_refs(first, case["one"] + case["other"])) == 1, "by itself linkage takes them for one"
    run, _ = obeying
    [before], [after] = _refs(run, case["one"]), _refs(run, case["other"])
    assert before != after
    family = "select family_ref from family_member where person_ref = '{}'"
    assert not {*published(run, family.format(before))} & {*published(run, family.format(after))}
    assert published(run, f"select count(*) from relation where '{before}' in (from_person_ref, to_person_ref)"
                     f" and '{after}' in (from_person_ref, to_person_ref)") == [(0,)]  # fmt: skip
    seen = published(run, f"select * from person where person_ref = '{after}'")
    seen += published(run, f"select * from fact where person_ref = '{after}'")
    assert "Hart" in str(seen)
    assert "Penhale" not in str(seen)
    assert published(run, "select count(*) from person where surname = 'Penhale' or previous_surnames like '%Penhale%'"
                     " or previous_surnames like '%Hart%'") == [(0,)]  # fmt: skip


def test_a_family_can_be_followed_through_every_door(first: pipeline.Finished, runs: Path) -> None:
    doors = walk(runs, family="Marlowe", rows=2)
    assert len(doors) == 9
    assert all(1 <= len(rows) <= 2 for rows in doors.values())


def test_walking_to_nobody_is_an_answer_not_a_fault(first: pipeline.Finished, runs: Path, tmp_path: Path) -> None:
    with pytest.raises(pipeline.KithError, match="K223"):
        walk(runs, family="NOBODY99")
    with pytest.raises(pipeline.KithError, match="K224"):
        walk(tmp_path)


def test_linking_alone_leaves_no_run_that_could_go_live(first: pipeline.Finished, council: Path, runs: Path) -> None:
    done = pipeline.link(council / "extracts", runs, as_at=TODAY)
    assert (done.folder / "stages" / "linked" / "record_person.parquet").exists()
    assert done.run_id not in RunsFolder(runs).run_ids()


def test_nothing_to_run_on_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "extracts").mkdir()
    with pytest.raises(pipeline.NothingLanded, match="K221"):
        pipeline.run(tmp_path / "extracts", tmp_path / "runs")


def test_trying_a_file_shows_what_would_land_and_keeps_nothing() -> None:
    file = next((SAMPLES / "school_census" / "sample").glob("*.csv"))
    shown = try_source("school_census", file)
    assert shown["tables"]["person"] > 0
    assert shown["problems"] == []


def test_trying_a_source_that_is_not_there() -> None:
    with pytest.raises(UnknownSourceName, match="K222"):
        try_source("schools", SAMPLES / "declare.py")

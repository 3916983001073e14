"""A run's own linkage is measured by its groups and references, and held against the run before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kith.engine.linkage.model import Model
from kith.engine.linkage.quality.county import measure_run
from kith.engine.linkage.quality.shape import Quality
from kith.engine.store import Database, write_parquet
from tests.builders.small_linkage import THRESHOLD, SmallLinkage

MODEL = Model("1", "", (), (), ())


@pytest.fixture
def made() -> SmallLinkage:
    """Return five records of three people; the second one's birth date was a default."""
    made = SmallLinkage()
    for label in (1, 1, 3, 3, 5):
        made.add(label)
    made.add(6, birth=None, dwellings=[])
    return made


def _run(made: SmallLinkage, refs: str, previous: Path | None = None) -> tuple[dict[str, Any], Database]:
    """Measure with a letter of ``refs`` for each record's person."""
    database = made.database()
    database.execute("create schema standard; create schema linked")
    database.execute("create table standard.person (record_id VARCHAR, ethnicity VARCHAR)")
    database.execute("create table standard.note (record_id VARCHAR, rule VARCHAR)")
    database.execute("create table linked.record_person (record_id VARCHAR, person_ref VARCHAR)")
    for one, ref in zip(made.records, refs, strict=True):
        ethnicity = "NOBT" if one["n"] == 1 else "WBRI"
        database.execute("insert into standard.person values (?, ?)", [one["record_id"], ethnicity])
        database.execute("insert into linked.record_person values (?, ?)", [one["record_id"], ref])
    database.execute("insert into standard.note values ('school:6', 'DEFAULT_BIRTH_DATE'), ('school:1', 'OTHER')")
    return measure_run(database, threshold=THRESHOLD, model=MODEL, previous=previous), database


def _keep(folder: Path, report: dict[str, Any], database: Database) -> Path:
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"linkage": report}), encoding="utf-8")
    write_parquet(database, "from linked.record_person", folder / "stages" / "linked" / "record_person.parquet")
    return folder


def test_groups_of_a_run(made: SmallLinkage) -> None:
    report, database = _run(made, "AABBCD")
    kinds = dict(database.execute('select what, count(*) from linking."group" group by what').fetchall())
    assert kinds == {"sex": 6, "ethnicity": 5, "born": 5, "source": 6}
    assert database.execute("""select distinct value from linking."group" where what = 'born'""").fetchall() == [
        ("2010 to 2019",)
    ]
    quality = Quality.from_json(report["quality"])
    assert quality.sources[0].too_little == {"DEFAULT_DATE": 1}
    assert quality.refs is None
    assert all(one["passed"] for one in report["tripwires"])


def test_a_run_is_held_against_the_one_before(made: SmallLinkage, tmp_path: Path) -> None:
    before = _keep(tmp_path / "1", *_run(made, "AABBCD"))
    report, _ = _run(made, "AABXCD", previous=before)
    quality = Quality.from_json(report["quality"])
    assert quality.refs is not None
    assert (quality.refs.records, quality.refs.moved, quality.refs.split) == (6, 1, 1)
    assert quality.before is not None
    assert quality.before.records == 6
    assert [one["name"] for one in report["tripwires"] if not one["passed"]] == ["REF_CHURN"]


def test_a_run_of_an_older_kith_has_only_its_references_to_compare(made: SmallLinkage, tmp_path: Path) -> None:
    _, database = _run(made, "AABBCD")
    before = _keep(tmp_path / "1", {"people": 3}, database)
    quality = Quality.from_json(_run(made, "AABBCD", previous=before)[0]["quality"])
    assert quality.before is None
    assert quality.refs is not None
    assert quality.refs.moved == 0

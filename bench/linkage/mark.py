"""Marks a linker's answer against the truth: python -m bench.linkage.mark SET_FOLDER OUT_FOLDER.

Pairs are counted from the sizes of clusters, never listed, so that a cluster of ten thousand costs one row.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.linkage.writing import quoted

GROUPS = ("sex", "ethnicity", "age_band")
LEAST_PAIRS = 200
# A source is its file's name; a linker may leave the ending off.
_STEM = r"regexp_replace(lower({0}), '\.(csv|parquet|txt|tsv)$', '')"


def mark(folder: Path, out: Path) -> dict[str, object]:
    """Return every mark of the answer in ``out`` for the set in ``folder``."""
    database = duckdb.connect()
    counts = _load(database, folder, out / "people.parquet", "person_ref", "answer")
    marks: dict[str, object] = {**counts, **_clusters(database), "sizes": _sizes(database)}
    marks["groups"] = list(_groups(database, float(str(marks["recall"]))))
    marks["sources"] = _sources(database)
    if (out / "households.parquet").exists():
        _load(database, folder, out / "households.parquet", "household_ref", "home")
        marks["households"] = _homes(database, "household")
        marks["dwellings"] = _homes(database, "dwelling")
    return marks


def _load(database: duckdb.DuckDBPyConnection, folder: Path, path: Path, ref: str, table: str) -> dict[str, int]:
    """Put each row of the truth beside its answer; a row the linker lost stands alone."""
    columns = {row[0] for row in database.execute(f"describe from read_parquet({quoted(path)})").fetchall()}
    by = "row" if "row" in columns else "record_id"
    database.execute(f"""
        create or replace temp table given as
        select {_STEM.format("source")} as source, {by}::varchar as key, {ref}::varchar as ref
        from read_parquet({quoted(path)})""")
    database.execute(f"""
        create or replace temp table {table} as
        select truth.* exclude (source), {_STEM.format("truth.source")} as source, given.key is null as lost,
            coalesce(given.ref, 'alone ' || truth.source || ' ' || truth.row) as ref
        from read_parquet({quoted(folder / "truth.parquet")}) as truth
        left join given on given.source = {_STEM.format("truth.source")} and given.key = truth.{by}::varchar""")
    told = _one(database, f"select count(*), count(*) filter (lost) from {table}")
    given = _one(database, "select count(*) from given")[0]
    return {"rows": told[0], "lost_rows": told[1], "extra_rows": given - (told[0] - told[1])}


def _clusters(database: duckdb.DuckDBPyConnection) -> dict[str, object]:
    marks = _scores(database, "answer", "person")
    people, perfect = _one(database, """
        with refs as (select ref, count(*) as held from answer group by 1),
        people as (select person, count(*) as rows, count(distinct ref) as refs, any_value(ref) as ref
            from answer group by 1)
        select count(*), count(*) filter (refs = 1 and held = rows) from people join refs using (ref)""")  # fmt: skip
    clusters, mixed = _one(database, """
        select count(*), count(*) filter (held > 1)
        from (select ref, count(distinct person) as held from answer group by 1)""")  # fmt: skip
    return {
        **marks, "people": people, "clusters": clusters, "mixed_clusters": mixed,
        "perfect_people": round(perfect / max(people, 1), 4),
    }  # fmt: skip


def _scores(database: duckdb.DuckDBPyConnection, table: str, truth: str) -> dict[str, float]:
    """Return pairwise precision, recall and F1 of ``ref`` against a column of the truth."""
    right = _pairs(database, table, f"{truth}, ref")
    made, real = _pairs(database, table, "ref"), _pairs(database, table, truth)
    precision, recall = (right / whole if whole else 1.0 for whole in (made, real))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 5), "recall": round(recall, 5), "f1": round(f1, 5),
        "true_pairs": real, "made_pairs": made,
    }  # fmt: skip


def _pairs(database: duckdb.DuckDBPyConnection, table: str, columns: str) -> int:
    query = (
        f"select sum(held * (held - 1) // 2) from (select count(*)::hugeint as held from {table} group by {columns})"
    )
    return int(_one(database, query)[0] or 0)


def _groups(database: duckdb.DuckDBPyConnection, whole: float) -> Iterator[dict[str, object]]:
    """Recall of each group's own pairs; a group with no pair is left out."""
    for column in GROUPS:
        found = database.execute(f"""
            with real as (select {column} as value, person, count(*)::hugeint as held from answer group by all),
            right_ as (select {column} as value, person, ref, count(*)::hugeint as held from answer group by all)
            select value, (select sum(held * (held - 1) // 2) from right_ where right_.value = real.value),
                sum(held * (held - 1) // 2) as pairs
            from real where value is not null group by 1 having pairs > 0 order by 1""").fetchall()
        for value, right, pairs in found:
            recall = int(right) / int(pairs)
            yield {
                "column": column, "value": value, "pairs": int(pairs), "recall": round(recall, 4),
                "below_whole": round(whole - recall, 4),
            }  # fmt: skip


def _sources(database: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """Recall of the pairs between each two files, and within each."""
    found = database.execute("""
        with real as (select person, source, count(*)::hugeint as held from answer group by all),
        joined as (select person, ref, source, count(*)::hugeint as held from answer group by all),
        possible as (select a.source as one, b.source as two,
                sum(if(a.source = b.source, a.held * (a.held - 1) // 2, a.held * b.held)) as pairs
            from real as a join real as b on a.person = b.person and a.source <= b.source group by all),
        made as (select a.source as one, b.source as two,
                sum(if(a.source = b.source, a.held * (a.held - 1) // 2, a.held * b.held)) as pairs
            from joined as a join joined as b on a.person = b.person and a.ref = b.ref and a.source <= b.source
            group by all)
        select one, two, possible.pairs::bigint, coalesce(made.pairs, 0) / possible.pairs
        from possible left join made using (one, two) where possible.pairs > 0 order by all""").fetchall()
    return [
        {"one": one, "two": two, "pairs": pairs, "recall": round(float(part), 4)} for one, two, pairs, part in found
    ]


def _homes(database: duckdb.DuckDBPyConnection, column: str) -> dict[str, object] | None:
    """Marks of the grouping into homes over the rows whose home is known; None where none is."""
    database.execute(
        f"create or replace temp table at_home as select ref, {column} from home where {column} is not null"
    )
    known = _one(database, "select count(*) from at_home")[0]
    return {"rows": known, **_scores(database, "at_home", column)} if known else None


def _sizes(database: duckdb.DuckDBPyConnection) -> dict[str, int]:
    largest, person = _one(database, """
        select (select max(held) from (select count(*) as held from answer group by ref)),
            (select max(held) from (select count(*) as held from answer group by person))""")  # fmt: skip
    return {"largest_cluster": largest or 0, "largest_person": person or 0}


def _one(database: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return database.execute(query).fetchall()[0]


def table(marks: dict[str, object]) -> str:
    """Return the marks as lines to read."""
    plain = {key: value for key, value in marks.items() if not isinstance(value, (list, dict))}
    lines = [f"{key:>15}  {value}" for key, value in plain.items()]
    lines += [f"{key:>15}  {json.dumps(marks[key])}" for key in ("sizes", "households", "dwellings") if marks.get(key)]
    groups, sources = (marks[key] for key in ("groups", "sources"))
    assert isinstance(groups, list)
    assert isinstance(sources, list)
    lines += ["", "recall by group (pairs; * = 3 points or more below the whole, 200 pairs or more)"]
    lines += [
        f"  {row['column']:>10} {row['value']:<22} {row['pairs']:>9,} {row['recall']:.4f}"
        + ("  *" if row["below_whole"] > 0.03 and row["pairs"] >= LEAST_PAIRS else "")
        for row in groups
    ]
    lines += ["", "recall between files"]
    lines += [f"  {row['one']:>22} {row['two']:<22} {row['pairs']:>9,} {row['recall']:.4f}" for row in sources]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(mark(Path(sys.argv[1]), Path(sys.argv[2]))))

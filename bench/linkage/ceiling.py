"""Says how much of a set can be found at all: python -m bench.linkage.ceiling SET_FOLDER.

Records of one person are joined only where they share something sound: a number, a birthday and part of a name, or a
postcode and part of a name. The recall of those groups is about the most that any linker can reach without guessing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from bench.linkage.files import load_people
from bench.linkage.writing import quoted


def ceiling(folder: Path) -> float:
    """Return the recall of the groups that sound evidence joins."""
    database = duckdb.connect()
    columns = load_people(database, folder)
    near = "jaro_winkler_similarity(l.{0}, r.{0}) > 0.85"
    alike = f"({near.format('first_name')} or {near.format('surname')})"
    tests = [f"l.{column} = r.{column}" for column in columns if column.startswith("id_")]
    tests += [f"(l.{column} = r.{column} and {alike})" for column in ("dob", "postcode") if column in columns]
    database.execute(f"""
        create table known as select people.*, person from people
            join read_parquet({quoted(folder / "truth.parquet")}) as truth using (source, row);
        create table edge as select l.unique_id as one, r.unique_id as two from known as l
            join known as r on l.person = r.person and l.unique_id <> r.unique_id where {" or ".join(tests)};
        create table grouped as select unique_id as id, unique_id as label, person from known""")
    while _spread(database):
        pass
    query = "select sum(held * (held - 1) // 2) from (select count(*)::hugeint as held from grouped group by {0})"
    joined, real = (database.execute(query.format(by)).fetchall()[0][0] or 0 for by in ("person, label", "person"))
    return float(joined) / float(real)


def _spread(database: duckdb.DuckDBPyConnection) -> bool:
    """Give every record the least label beside it; says whether any changed."""
    database.execute("""
        create or replace table nearer as select edge.one as id, min(grouped.label) as label
        from edge join grouped on grouped.id = edge.two group by 1""")
    changed = database.execute("""
        update grouped set label = nearer.label from nearer
        where nearer.id = grouped.id and nearer.label < grouped.label""").fetchall()
    return bool(changed[0][0])


if __name__ == "__main__":
    print(f"{ceiling(Path(sys.argv[1])):.4f}")

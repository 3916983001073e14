"""Times new records joining many that are linked already, and says whether all they do not touch kept their ref."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from bench.linkage import many
from bench.linkage.mark import mark
from bench.linkage.measured import run
from bench.linkage.writing import quoted


def measure(folder: Path, kith: Path, *, rows: int, new: int) -> str:
    """Link all but ``new`` of ``rows`` records, then add those with --previous; return what came of it as Markdown."""
    if not (folder / "new" / "truth.parquet").exists():
        many.make_increment(folder, rows=rows, new=new)
    first, second = folder / "out_first", folder / "out_second"
    for out in (first, second):
        shutil.rmtree(out, ignore_errors=True)
    old = run(_command(kith, folder / "old", first), at=folder / "old", log=folder / "first.txt")
    if old.code != 0:
        return f"The first linking failed: {old.said.strip()[-300:]}"
    more = [*_command(kith, folder / "new", second), "--previous", str(first)]
    added = run(more, at=folder / "new", log=folder / "second.txt")
    if added.code != 0:
        return f"The second linking failed: {added.said.strip()[-300:]}"
    return "\n".join([
        f"* first: {old.seconds:.1f} s, {old.peak_mb:,.0f} MB",
        f"* added: {added.seconds:.2f} s wall with start-up, {added.peak_mb:,.0f} MB",
        *_kept(folder, first, second),
    ])  # fmt: skip


def _command(kith: Path, here: Path, out: Path) -> list[str]:
    files = sorted(
        path.name for path in here.iterdir() if path.suffix in (".csv", ".parquet") and path.name != "truth.parquet"
    )
    return [str(kith), "link", *files, "--map", "MAP.yml", "--out", str(out)]


def _kept(folder: Path, first: Path, second: Path) -> list[str]:
    """Compare the refs of the old records, where the second answer tells them, and mark the new among the old."""
    database = duckdb.connect()
    for name, out in (("one", first), ("two", second)):
        database.execute(f"create table {name} as from read_parquet({quoted(out / 'people.parquet')})")
    old, again = database.execute(
        "select (select count(*) from one), count(*) from two semi join one using (source, row)"
    ).fetchall()[0]
    said = [f"* old records: {old:,}; told again in the second answer: {again:,}"]
    if again:
        said.append(_untouched(database))
    joined = folder / "both"
    joined.mkdir(exist_ok=True)
    database.execute(f"""
        copy (from two union all by name from one anti join two using (source, row))
        to {quoted(joined / "people.parquet")} (format parquet)""")
    database.execute(f"""
        copy (from read_parquet({quoted(folder / "old" / "truth.parquet")})
            union all from read_parquet({quoted(folder / "new" / "truth.parquet")}))
        to {quoted(joined / "truth.parquet")} (format parquet)""")
    marks = mark(joined, joined)
    return [
        *said,
        f"* all together: precision {marks['precision']}, recall {marks['recall']}, lost rows {marks['lost_rows']}",
    ]


def _untouched(database: duckdb.DuckDBPyConnection) -> str:
    """A person is untouched where no new record joined them."""
    people, kept = database.execute("""
        with newcomers as (select distinct person_ref from two anti join one using (source, row)),
        before as (select one.person_ref as was, list(distinct two.person_ref) as now
            from one join two using (source, row) group by 1)
        select count(*), count(*) filter (now = [was]) from before
        where not exists (from newcomers where list_contains(now, person_ref))""").fetchall()[0]
    return f"* people that no new record joined: {people:,}; of them kept their ref, and it alone: {kept:,}"

"""Writes the answers: whose each record is, where they lived together, and the pairs with what speaks for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kith.engine.link_files.known import RECORDS, STATE, write_about
from kith.engine.link_files.raw import lost
from kith.engine.store import Database, quoted, run_sql

HERE = "kith.engine.link_files"

NEW = """
    select n, source, record_id, row, content, person_ref, household_ref from linking.raw
    join linking.content using (n) join linking.ref using (n) join linking.household_ref using (n)
"""
# Earlier records keep their refs unless linkage gave them others.
KNOWN = """
    select known.n, source, record_id, row, content, coalesce(ref.person_ref, known.person_ref) as person_ref,
        coalesce(household_ref.household_ref, known.household_ref) as household_ref
    from linking.known as known
    left join linking.ref on ref.n = known.n left join linking.household_ref on household_ref.n = known.n
    where known.n not in (select n from linking.replaced)
"""
EVENS = 0.0  # bits: a pair less likely than not is left out of pairs.parquet, unless people said it is one person


def write_answers(
    database: Database, folder: Path, words: Mapping[str, Sequence[str]], *, goes_on: bool
) -> dict[str, int]:
    """Write people, households and pairs into ``folder``, and the state that a later run goes on from; return counts.

    ``words`` holds for each comparison what its levels mean, the lowest first.
    """
    database.execute("set preserve_insertion_order = false")  # no order is promised, and writing need not wait for one
    records = folder / STATE / RECORDS
    _write(database, f"({KNOWN}) union all ({NEW})" if goes_on else NEW, records)
    known = f"read_parquet({quoted(records)})"
    _require_all(database, known, goes_on=goes_on)
    for name, ref in (("people", "person_ref"), ("households", "household_ref")):
        _write(database, f"select source, record_id, row, {ref} from {known}", folder / f"{name}.parquet")
    database.execute(f"create or replace view linking.whose as from {known}")
    _write(database, _pairs(database, words), folder / "pairs.parquet")
    _write(database, "from linking.change", folder / "changes.parquet")
    write_about(folder)
    return _counts(database, known, folder)


def name_households(database: Database, earlier: str | None, *, goes_on: bool) -> None:
    """Fill ``linking.household_ref`` from ``linking.household``; ``earlier`` is the table of what they were called.

    With ``goes_on`` the earlier records are not linked again, and new ones find them by their dwelling.
    """
    known = (
        f"select n, household_ref from {earlier}" if earlier else "select 0::bigint as n, '' as household_ref limit 0"
    )
    database.execute(f"create or replace view linking.earlier_household as {known}")
    run_sql(database, HERE, "earlier_at" if goes_on else "earlier_nowhere")
    run_sql(database, HERE, "household_ref")


def _write(database: Database, query: str, file: Path) -> None:
    """Write what ``query`` gives; lightly packed, for a million earlier records are written again each time.

    Ids and refs hardly repeat: to look for a dictionary of theirs took a third of the writing.
    """
    packed = "format parquet, compression snappy, dictionary_size_limit 1000"
    database.execute(f"copy ({query}) to {quoted(file)} ({packed})")


def _require_all(database: Database, records: str, *, goes_on: bool) -> None:
    """Raise unless there is one row for each record given and each known before."""
    before = "(select count(*) from linking.known) - (select count(*) from linking.replaced)" if goes_on else "0"
    given, came = database.execute(
        f"select (select count(*) from linking.raw) + {before}, (select count(*) from {records})"
    ).fetchall()[0]
    if given != came:
        raise lost(given, came)


def _pairs(database: Database, words: Mapping[str, Sequence[str]]) -> str:
    described = database.execute("describe linking.guarded").fetchall()
    columns = [row[0] for row in described]
    levels = [row[0] for row in described if row[1] == "TINYINT" or row[0] in words]
    said = "".join(f", {_in_words(name, words.get(name, ()))} as {_name(name)}" for name in levels)
    bits = "".join(f", round(pair.{_name(name)}, 2) as {_name(name)}" for name in columns if name.startswith("bits_"))
    return f"""
        select l.source as source_l, l.record_id as record_id_l, l.row as row_l,
            r.source as source_r, r.record_id as record_id_r, r.row as row_r,
            round(pair.weight, 2) as weight, round(1 / (1 + 2 ** -pair.weight), 6) as probability,
            l.person_ref = r.person_ref as same_person, lower(replace(pair.veto, '_', ' ')) as held_apart_because
            {said}{bits}
        from linking.guarded as pair join linking.whose as l on l.n = n_l join linking.whose as r on r.n = n_r
        where pair.weight >= {EVENS} or pair.must
    """


def _in_words(name: str, words: Sequence[str]) -> str:
    """Return what the level of a comparison means, in SQL; a column that one of the two lacks says so."""
    column = f"pair.{_name(name)}"
    known = " ".join(f"when {level} then {quoted(word)}" for level, word in enumerate(words))
    return f"case {column} when -1 then 'not known' {known or 'when 0 then ' + quoted('differs')} else 'alike' end"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _counts(database: Database, records: str, folder: Path) -> dict[str, int]:
    counted = database.execute(
        "select count(*) as records, count(distinct person_ref) as people, count(distinct household_ref) as households,"
        f" (select count(*) from read_parquet({quoted(folder / 'pairs.parquet')})) as pairs,"
        f" (select count(distinct dwelling) from addresses.crowded) as crowded from {records}"
    )
    names = [column[0] for column in counted.description or ()]
    counts = dict(zip(names, counted.fetchall()[0], strict=True))
    changed = database.execute("select lower(cause), count(*) from linking.change group by cause").fetchall()
    return counts | {"merged": 0, "split": 0} | dict(changed)

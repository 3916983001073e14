"""Public refs of people and families: stable from run to run, random to look at, never two alike.

A ref is drawn from an HMAC-SHA-256 of the thing's first member under the runs folder's own key, so that a run can be
repeated to the letter and nobody without the key can tell a ref from a name. Each run keeps, in ``refs/``, which
member had which ref (members not seen this time keep theirs) and every ref ever given.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kith.engine.store import Database, quoted, run_sql, write_parquet

HERE = "kith.engine.refs"
OWN = "kith_register"  # the source whose local ids are references already
_BLOCK = 64  # bytes of a block of SHA-256


def prepare_key(database: Database, key: bytes) -> None:
    """Make ``keyed_hash(text)``, the HMAC-SHA-256 under ``key`` in hexadecimal, known to the database."""
    padded = key.ljust(_BLOCK, b"\0")
    for name, byte in (("inner_key", 0x36), ("outer_key", 0x5C)):
        mixed = bytes(one ^ byte for one in padded).hex()
        database.execute(f"set variable {name} = unhex('{mixed}')")
    database.execute(
        "create or replace macro keyed_hash(words) as sha256(getvariable('outer_key')"
        " || unhex(sha256(getvariable('inner_key') || encode(words))))"
    )


def open_giving(database: Database, kind: str, previous: Path | None) -> None:
    """Begin ``giving.*`` for one kind of thing with what the ``previous`` run's folder remembers."""
    database.execute("create schema if not exists giving")
    database.execute("create or replace table giving.member (thing VARCHAR, member VARCHAR, weight BIGINT)")
    database.execute("create or replace table giving.forced (member VARCHAR, ref VARCHAR)")
    for table, columns, file in (
        ("before", "member VARCHAR, ref VARCHAR", f"{kind}.parquet"),
        ("used", "ref VARCHAR", "used.parquet"),
    ):
        if table == "used" and kind != "person":
            continue  # one list of used refs for people and families: it was opened with the people
        database.execute(f"create or replace table giving.{table} ({columns})")
        if previous and (previous / "refs" / file).exists():
            database.execute(f"insert into giving.{table} from read_parquet({quoted(previous / 'refs' / file)})")


def force_refs(database: Database, refs: Mapping[str, str]) -> None:
    """Have these members bring these refs, whatever they bore before: what people said when they took two apart."""
    if refs:
        database.execute(
            "insert into giving.forced select unnest($members), unnest($refs)",
            {"members": list(refs), "refs": list(refs.values())},
        )


def remember_own_refs(database: Database) -> None:
    """Take what workers wrote down as having borne the reference it was given then, where no run has told otherwise.

    So who was written down keeps that reference while nobody else knows them; where others do, it is a merge like any.
    """
    own = f"select distinct member, split_part(member, ':', 2) as ref from giving.member where member like '{OWN}:%'"
    database.execute(f"insert into giving.before from ({own}) where member not in (select member from giving.before)")
    database.execute(f"insert into giving.used select ref from ({own}) where ref not in (select ref from giving.used)")


def give_refs(database: Database, kind: str) -> None:
    """Fill ``giving.given`` (thing, ref) for everything in ``giving.member``, and ``giving.change``."""
    run_sql(database, HERE, "follow")
    attempt = 0
    while _without_ref(database):
        run_sql(database, HERE, "draw", kind=kind, attempt=str(attempt))
        attempt += 1
    run_sql(database, HERE, "changed")
    database.execute(
        "insert into giving.used select ref from giving.given where ref not in (select ref from giving.used)"
    )


def keep_refs(database: Database, kind: str, folder: Path) -> dict[str, int]:
    """Write what the next run must remember into ``folder/refs``; return how many refs were merged and split."""
    now = "select member, ref from giving.member join giving.given using (thing)"
    remembered = (
        f"{now} union all select member, ref from giving.before where member not in (select member from giving.member)"
    )
    for query, name in (
        (remembered, kind),
        ("select ref from giving.used", "used"),
        ("from giving.change", f"{kind}_changes"),
    ):
        write_parquet(database, f"{query} order by all", folder / "refs" / f"{name}.parquet")
    changes = database.execute("select cause, count(*) from giving.change group by cause").fetchall()
    return {"MERGED": 0, "SPLIT": 0} | {cause: int(count) for cause, count in changes}


def _without_ref(database: Database) -> bool:
    query = "select exists (from giving.member where thing not in (select thing from giving.given))"
    return bool(database.execute(query).fetchall()[0][0])

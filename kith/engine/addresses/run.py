"""Finds which records give the same dwelling, however each wrote the address."""

from __future__ import annotations

from kith.engine.store import Database, run_sql

HERE = "kith.engine.addresses"
LARGEST = 40  # forms that share a key of comparing; beyond it the key says too little to be worth the comparing
READING = ("postcodes", "towns", "lines", "streets", "normalise")


def read_addresses(database: Database) -> None:
    """Bring ``addresses.written`` (key, address, town, region, postcode) into normal form: ``addresses.normal``."""
    for step in READING:
        run_sql(database, HERE, step)


def prepare_words(database: Database) -> None:
    """Make the schema ``addresses`` and the macros that reading an address needs."""
    run_sql(database, "kith.engine", "identifiers")
    run_sql(database, HERE, "words")


def find_forms(database: Database) -> None:
    """Bring ``addresses.written`` into ``addresses.form``, and those spelt alike under one: ``addresses.head``."""
    read_addresses(database)
    run_sql(database, HERE, "forms")
    _join_alike(database)


def find_dwellings(database: Database) -> None:
    """Fill ``linking.home`` (n, dwelling, postcode, town, says) from ``linking.raw``.

    Where ``linking.known_home`` holds what earlier runs met, a dwelling met again keeps its number.
    """
    prepare_words(database)
    run_sql(database, HERE, "written")
    read_addresses(database)
    run_sql(database, HERE, "forms")
    _meet_known(database)
    _join_alike(database)
    for step in ("dwellings", "home"):
        run_sql(database, HERE, step)


def remember_dwellings(database: Database) -> None:
    """Fill ``addresses.met_first``: the normal forms that ``find_dwellings`` had not met before, for the next time."""
    if not is_table(database, "linking", "known_home"):
        database.execute("create table linking.known_home as from addresses.form limit 0")
    run_sql(database, HERE, "met_first")


def _join_alike(database: Database) -> None:
    """Bring forms of one door whose streets are spelt alike under one head."""
    for step in ("near", "alike", "heads"):
        run_sql(database, HERE, step, largest=LARGEST)


def _meet_known(database: Database) -> None:
    """Bring earlier forms in, and remember the greatest dwelling number given so far."""
    database.execute("set variable last_dwelling = 0")
    if is_table(database, "linking", "known_home"):
        database.execute("set variable last_dwelling = (select coalesce(max(dwelling), 0) from linking.known_home)")
        run_sql(database, HERE, "known")


def is_table(database: Database, schema: str, name: str) -> bool:
    """Answer whether there is a table or view ``schema.name``."""
    found = database.execute(
        "select count(*) from information_schema.tables where table_schema = $schema and table_name = $name",
        {"schema": schema, "name": name},
    ).fetchall()
    return bool(found[0][0])

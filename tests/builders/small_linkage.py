"""Builds what a linkage leaves behind, by hand: a few records, who they were taken for, and the pairs between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from kith.engine.linkage.quality.run import measure
from kith.engine.linkage.quality.shape import Quality
from kith.engine.store import Database, open_database

THRESHOLD = 4.0
IDENTIFIER, NAMES, PLACE = 1, 2, 4  # bits of the blocking rules
RECORD = (
    "n INTEGER, record_id VARCHAR, source VARCHAR, forename VARCHAR, initial VARCHAR, surname VARCHAR, birth VARCHAR,"
    " sex VARCHAR, lister_number BIGINT, dwellings UBIGINT[], postcodes UBIGINT[], identifiers MAP(VARCHAR, VARCHAR)"
)
GUARDED = (
    "n_l INTEGER, n_r INTEGER, weight FLOAT, veto VARCHAR, must BOOLEAN, forename TINYINT, birth TINYINT,"
    " bits_id_nhs_number FLOAT"
)


@dataclass
class SmallLinkage:
    """Records are numbered from 1 as they are added; ``label`` is the person each was taken for."""

    records: list[dict[str, Any]] = field(default_factory=list)
    labels: list[int | None] = field(default_factory=list)
    pairs: list[dict[str, Any]] = field(default_factory=list)
    compared: list[tuple[int, int, int]] = field(default_factory=list)
    groups: list[tuple[int, str, str]] = field(default_factory=list)
    labelled: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    defaults: list[int] = field(default_factory=list)
    before: list[tuple[str, str]] = field(default_factory=list)
    now: list[tuple[str, str]] = field(default_factory=list)

    def add(self, label: int | None, *, nhs: str | None = None, **more: Any) -> int:
        """Add a record that says everything but an NHS number, unless told otherwise; return its number."""
        n = len(self.records) + 1
        usual = {
            "source": "school",
            "forename": "ELLA",
            "surname": "MARLOWE",
            "birth": "20140506",
            "sex": "F",
            "dwellings": [1],
        }
        told = usual | {"lister_number": n} | more
        told["initial"] = told.get("initial", (told["forename"] or " ")[0].strip() or None)
        told["identifiers"] = [{"key": "nhs_number", "value": nhs}] if nhs else []
        self.records.append({"n": n, "record_id": f"{told['source']}:{n}", "postcodes": [], **told})
        self.labels.append(label)
        return n

    def pair(self, one: int, two: int, weight: float, *, number: float = 0, rules: int = NAMES, **more: Any) -> None:
        """Say that two records were compared and scored; ``number`` is what their NHS numbers added."""
        levels = {"forename": 6, "birth": 6, "veto": None, "must": False}
        self.pairs.append({"n_l": one, "n_r": two, "weight": weight, "bits_id_nhs_number": number, **levels, **more})
        self.compared.append((one, two, rules))

    def database(self) -> Database:
        """Return a database that holds it as ``linking.*``."""
        database = open_database()
        database.execute("create schema linking")
        database.execute(f"create table linking.record ({RECORD})")
        database.execute(f"create table linking.guarded ({GUARDED})")
        self._fill(database, "record", self.records, "* replace (map_from_entries(identifiers) as identifiers)")
        self._fill(database, "guarded", self.pairs, "*")
        numbered = [(n, label) for n, label in enumerate(self.labels, start=1) if label is not None]
        rules = [(0, "same identifier"), (1, "names and birth"), (2, "names and place")]
        for name, columns, rows in (
            ("label", "n INTEGER, label INTEGER", numbered),
            ("compared", "n_l INTEGER, n_r INTEGER, rules INTEGER", self.compared),
            ("rule", "rule TINYINT, name VARCHAR", rules),
            ("group", "n INTEGER, what VARCHAR, value VARCHAR", self.groups),
            ("labelled", "n_l INTEGER, n_r INTEGER, same BOOLEAN, is_sample BOOLEAN", self.labelled),
            ("default_birth", "n INTEGER", [(n,) for n in self.defaults]),
            ("ref_before", "record_id VARCHAR, ref VARCHAR", self.before),
            ("ref_now", "record_id VARCHAR, ref VARCHAR", self.now),
        ):
            database.execute(f'create table linking."{name}" ({columns})')
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                database.executemany(f'insert into linking."{name}" values ({marks})', rows)
        return database

    def measure(self, previous: Quality | None = None) -> Quality:
        """Return its quality."""
        database = self.database()
        try:
            return measure(database, threshold=THRESHOLD, previous=previous)
        finally:
            database.close()

    @staticmethod
    def _fill(database: Database, table: str, rows: list[dict[str, Any]], columns: str) -> None:
        if not rows:
            return
        names = {name for row in rows for name in row}
        told = {name: pa.array([row.get(name) for row in rows], _TYPES.get(name)) for name in names}
        database.register("given", pa.table(told))
        database.execute(f"insert into linking.{table} by name select {columns} from given")
        database.unregister("given")


_TYPES = {
    "identifiers": pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())])),
    "dwellings": pa.list_(pa.uint64()),
    "postcodes": pa.list_(pa.uint64()),
    "veto": pa.string(),
}

"""Works out about which linked people each agency would answer "yes" to each of the council's questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from kith.engine.delivery import Delivery
from kith.engine.questions.checks import check_flags
from kith.engine.questions.rule import FOLDER, read_rules
from kith.engine.sources.declare import Source
from kith.engine.store import Database, Run, run_sql
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS, telling_category
from kith.vocabulary.codes.categories import CATEGORIES, UNLISTED_SENSITIVITY
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.keeping import months_kept

HERE = "kith.engine.questions"


def answer_questions(
    run: Run,
    as_at: date,
    sources: Mapping[str, Source],
    deliveries: Sequence[Delivery],
    *,
    definitions: Path = FOLDER,
) -> dict[str, Any]:
    """Fill ``questions.flag`` for everyone linked but those who must not be found. Return the report."""
    database = run.database
    rules = read_rules(definitions)
    database.execute("create schema if not exists questions")
    run.make_table("questions.flag")
    _tell(database, sources, deliveries)
    for step in ("hidden", "known"):
        run_sql(database, HERE, step, as_at=as_at)
    for rule in rules:
        run_sql(database, HERE, rule.kind, as_at=as_at, question=rule.question, **rule.parameters)
    report = check_flags(database, [rule.question for rule in rules])
    for table in ("known", "work", "agency", "hidden", "fact_kind", "label", "telling", "source", "delivery"):
        database.execute(f"drop table questions.{table}")
    return report


def _tell(database: Database, sources: Mapping[str, Source], deliveries: Sequence[Delivery]) -> None:
    """Give the SQL what only Python knows: how sensitive each kind of information is, and who sent what."""
    sent = [(sources[one.source].agency_id, sources[one.source].agency_kind, one.delivery_id) for one in deliveries]
    labels = [CATEGORIES.get(kind.category) for kind in FACT_KINDS.values()]
    _table(
        database, "delivery", delivery_id=[one.delivery_id for one in deliveries], as_at=[d.as_at for d in deliveries]
    )
    _table(
        database,
        "source",
        agency_id=[one[0] for one in sent],
        kind=[one[1] for one in sent],
        delivery_id=[one[2] for one in sent],
    )
    _table(
        database,
        "fact_kind",
        kind=list(FACT_KINDS),
        category=[kind.category for kind in FACT_KINDS.values()],
        sensitivity=[label.sensitivity if label else UNLISTED_SENSITIVITY for label in labels],
        months_kept=[months_kept(kind.category) for kind in FACT_KINDS.values()],
    )
    _table(
        database,
        "label",
        category=list(CATEGORIES),
        sensitivity=[category.sensitivity for category in CATEGORIES.values()],
    )
    _table(
        database,
        "telling",
        kind=list(AGENCY_KINDS),
        category=[telling_category(letter) for letter in AGENCY_KINDS],
    )


def _table(database: Database, name: str, **columns: list[Any]) -> None:
    database.register("told", pa.table(columns))
    database.execute(f"create or replace table questions.{name} as from told")
    database.unregister("told")

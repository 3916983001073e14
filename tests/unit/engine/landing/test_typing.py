"""Text becomes values by its column's type, and every text that cannot is given the rule that it breaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kith.engine.landing.reading import text_batch, text_schema
from kith.engine.landing.type_rows import find_problems, is_birth, open_typing, show_text, write_rows
from kith.engine.sources.declare import Column, File

DAY = date(2026, 11, 20)


def typed(tmp_path: Path, column: Column, *texts: str | None, kind: Any = "csv") -> tuple[list[Any], dict[int, str]]:
    """Return the values of the rows that stand, and the rule that each row breaks."""
    file = File("thing", "*", kind, (Column("ID", "id"), column))
    with pq.ParquetWriter(tmp_path / "text.parquet", text_schema(["id", column.name])) as writer:
        ids = [str(n) for n in range(len(texts))]
        writer.write_batch(text_batch(["id", column.name], [ids, list(texts)], range(1, len(texts) + 1)))
    database = open_typing(tmp_path)
    show_text(database, file, tmp_path / "text.parquet", {"id": 0, column.name: 1})
    find_problems(database, file, DAY)
    write_rows(database, file, DAY, tmp_path / "rows.parquet")
    rules = dict(database.execute("select row_number, rule from problem").fetchall())
    database.close()
    return pq.read_table(tmp_path / "rows.parquet")[column.name].to_pylist(), rules


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("03/04/2015", date(2015, 4, 3), None),
        (" 3/4/2015\u00a0", date(2015, 4, 3), None),
        ("03-APR-2015", date(2015, 4, 3), None),
        ("", None, None),
        ("31/02/2015", None, "NO_SUCH_DAY"),
        ("25/25/2015", None, "NO_SUCH_DAY"),
        ("03/25/2015", None, "MONTH_FIRST"),
        ("2015-04-03", None, "OTHER_DATE_STYLE"),
        ("42097", None, "EXCEL_SERIAL"),
        ("42097.5", None, "EXCEL_SERIAL"),
        ("03/04/9999", None, "IMPOSSIBLE_YEAR"),
        ("last spring", None, "NOT_A_DATE"),
        ("#N/A", None, "EXCEL_ERROR"),
        ("=TODAY()", None, "FORMULA"),
    ],
)
def test_dates(tmp_path: Path, text: str, value: date | None, rule: str | None) -> None:
    column = Column("Seen on", "seen_on", "date", dates=("%d/%m/%Y", "%d-%b-%Y"))
    assert typed(tmp_path, column, text) == ([value], {1: rule} if rule else {})


@pytest.mark.parametrize(
    ("kind", "text", "value", "rule"),
    [
        ("whole", "1,234", 1234, None),
        ("whole", "12.0", 12, None),
        ("whole", "-3", -3, None),
        ("whole", "12.5", None, "NOT_WHOLE"),
        ("whole", "0x10", None, "NOT_A_NUMBER"),
        ("whole", "9" * 30, None, "NOT_A_NUMBER"),
        ("number", "£1,234.50", 1234.5, None),
        ("number", "95.2%", 95.2, None),
        ("number", ".5", 0.5, None),
        ("number", "nan", None, "NOT_A_NUMBER"),
        ("number", "1e5", None, "NOT_A_NUMBER"),
        ("number", "-", None, "NOT_A_NUMBER"),
        ("yes_no", "Yes", True, None),
        ("yes_no", "0", False, None),
        ("yes_no", "maybe", None, "NOT_YES_OR_NO"),
        ("text", "@SUM(A1)", None, "FORMULA"),
        ("text", "-none-", "-none-", None),
        ("text", "+44 1632 960001", "+44 1632 960001", None),
        ("text", "=", "=", None),
        ("text", "e\u0301lan", "élan", None),
        ("upn", "A979200123456", None, "CHECK_LETTER"),
        ("upn", "979200123456", None, "NOT_A_UPN"),
        ("uprn", "9.99E+11", None, "EXCEL_ROUNDED"),
        ("postcode", "qx4 7tn", "QX4 7TN", None),
    ],
)
def test_other_types(tmp_path: Path, kind: Any, text: str, value: object, rule: str | None) -> None:
    assert typed(tmp_path, Column("Thing", "thing", kind), text) == ([value], {1: rule} if rule else {})


def test_codes_are_kept_in_the_agencys_own_capitals(tmp_path: Path) -> None:
    column = Column("Kind", "kind", "code", codes={"3A": "x", "b": "y"})
    assert typed(tmp_path, column, "3a", "B", "ZZ") == (["3A", "b", "ZZ"], {3: "UNKNOWN_CODE"})


def test_bad_required_cell_sets_its_row_aside_and_no_other(tmp_path: Path) -> None:
    column = Column("Seen on", "seen_on", "date", required=True)
    values, rules = typed(tmp_path, column, "2015-01-02", None, "soon")
    assert values == [date(2015, 1, 2)]
    assert rules == {2: "BLANK", 3: "NOT_A_DATE"}


def test_workbooks_may_hold_real_dates_whatever_style_is_declared(tmp_path: Path) -> None:
    column = Column("Seen on", "seen_on", "date", dates=("%d/%m/%Y",))
    texts = ("2015-01-02", "2015-01-02 09:30:00", "2015-01-02 09:30:00.000000", "02/01/2015")
    assert typed(tmp_path, column, *texts, kind="xlsx") == ([date(2015, 1, 2)] * 4, {})


@pytest.mark.parametrize(
    ("heading", "name", "answer"),
    [
        ("DOB", "dob", True),
        ("PersonBirthDate", "born_on", True),
        ("pers_dob", "born_on", True),
        ("ExpectedPersonBirthDate", "due_on", False),
        ("Expected date of birth", "due_on", False),
        ("Place of birth registered", "place", False),
        ("Start", "started_on", False),
    ],
)
def test_which_dates_cannot_lie_ahead(heading: str, name: str, answer: bool) -> None:
    assert is_birth(Column(heading, name, "date")) is answer

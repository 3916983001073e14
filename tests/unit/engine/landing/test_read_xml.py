"""Repeated elements become rows: columns may stand above the row, in attributes, or several times."""

from __future__ import annotations

from pathlib import Path

from kith.engine.landing.read_xml import XmlReading, text_at
from kith.engine.sources.declare import Column, File

DOCUMENT = """<?xml version="1.0"?>
<Message xmlns="urn:example">
  <Header><Day>2026-11-20</Day></Header>
  <Children>
    <Child id="1"><Ids><LA>A1</LA></Ids><Plan><Start>2026-01-01</Start></Plan>
      <Plan><Start>2026-02-01</Start></Plan></Child>
    <Child id="2"><Ids><LA>A2</LA></Ids><Need>N1</Need><Need>N2</Need></Child>
  </Children>
  <Other><Child id="3"><Ids><LA>A3</LA></Ids></Child></Other>
</Message>
"""


def rows(tmp_path: Path, element: str, **headings: str) -> list[dict[str, str | None]]:
    path = tmp_path / "file.xml"
    path.write_text(DOCUMENT)
    columns = tuple(Column(heading, name) for name, heading in headings.items())
    reading = XmlReading(path, File("child", "*.xml", "xml", columns, element=element))
    batches = reading.batches({name: place for place, name in enumerate(headings)})
    return [{name: row[name] for name in ("row_number", *headings)} for batch in batches for row in batch.to_pylist()]


def test_rows_are_the_elements_at_the_path_and_no_others(tmp_path: Path) -> None:
    assert rows(tmp_path, "Children/Child", la="Ids/LA", number="@id", need="Need") == [
        {"row_number": 1, "la": "A1", "number": "1", "need": None},
        {"row_number": 2, "la": "A2", "number": "2", "need": "N1; N2"},
    ]


def test_columns_may_stand_above_the_row(tmp_path: Path) -> None:
    assert rows(tmp_path, "Children/Child/Plan", la="../Ids/LA", start="Start", number="../@id") == [
        {"row_number": 1, "la": "A1", "start": "2026-01-01", "number": "1"},
        {"row_number": 2, "la": "A1", "start": "2026-02-01", "number": "1"},
    ]


def test_columns_may_stand_at_the_root(tmp_path: Path) -> None:
    found = rows(tmp_path, "Children/Child", day="../../Header/Day")
    assert [row["day"] for row in found] == ["2026-11-20", "2026-11-20"]


def test_one_text_is_found_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "file.xml").write_text(DOCUMENT)
    assert text_at(tmp_path / "file.xml", "Header/Day") == "2026-11-20"
    assert text_at(tmp_path / "file.xml", "Header/Night") is None

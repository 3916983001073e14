"""Extracts are written as each agency saves them: encoding, line ends, sheets, XML, and always in one order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kith.engine.sources.declare import Column, File
from kith.engine.store import Database, open_database
from kith.engine.synthetic import write
from kith.engine.synthetic.layouts import LAYOUTS, Layout, layout_of

AS_AT = date(2026, 11, 20)


@pytest.fixture
def database() -> Iterator[Database]:
    opened = open_database()
    opened.execute("create schema extract")
    yield opened
    opened.close()


def declared(name: str, kind: str, **more: object) -> File:
    return File(name, "list_*.x", kind, (Column("A", "a"),), **more)  # type: ignore[arg-type]


def test_a_file_without_a_layout_is_named_after_its_pattern() -> None:
    assert layout_of("nobody", declared("people", "csv")).file_name == "list_{as_at}.x"


def test_csv_in_the_agencys_own_encoding_and_order(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.execute(
        """create table extract.people as select * from (values ('2', 'Zoë; "Z"'), ('1', null)) t("Ref", "Name")"""
    )
    layout = Layout("out_{as_at}.txt", delimiter=";", encoding="cp1252", newline="\r\n", quote_all=True)
    monkeypatch.setitem(LAYOUTS, ("police", "people"), layout)
    path = write._write_file(database, "police", [declared("people", "csv")], tmp_path, AS_AT)
    assert path.name == "out_2026-11-20.txt"
    assert path.read_bytes() == '"Ref";"Name"\r\n"1";\r\n"2";"Zoë; ""Z"""\r\n'.encode("cp1252")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("encoding", "begins"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe")])
def test_a_mark_at_the_front(database: Database, tmp_path: Path, encoding: str, begins: bytes) -> None:
    database.execute("create table extract.people as select 'x' as a")
    write._write_csv(database, "people", tmp_path / "p.csv", Layout("p.csv", encoding=encoding, bom=True))
    assert (tmp_path / "p.csv").read_bytes().startswith(begins)
    assert (tmp_path / "p.csv").read_text(encoding="utf-8-sig" if encoding == "utf-8" else encoding) == "a\nx\n"


def test_a_workbook_has_its_title_rows_and_real_dates(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.execute(
        """create table extract.people as select 'Tom' as "Name", date '2026-09-07' as "Began", '=1+1' as "Note" """
    )
    monkeypatch.setitem(LAYOUTS, ("v", "people"), Layout("v {as_at}.xlsx", title_rows=("Our list", "At {as_at}")))
    path = write._write_file(database, "v", [declared("people", "xlsx", sheet="Men", heading_row=4)], tmp_path, AS_AT)
    sheet = openpyxl.load_workbook(path)["Men"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in values[:2]] == ["Our list", "At 20/11/2026"]
    assert values[3] == ["Name", "Began", "Note"]
    assert values[4][0] == "Tom"
    assert values[4][1].date() == date(2026, 9, 7)
    assert values[4][2] == "=1+1"
    assert sheet["C5"].data_type == "s"


def test_xml_is_header_rows_in_position_and_footer(database: Database, tmp_path: Path) -> None:
    database.execute("create table extract.child as select * from (values (2, '<b/>'), (1, '<a/>')) t(position, xml)")
    database.execute("create table extract.child_header as select '<all>' as xml")
    database.execute("create table extract.child_footer as select '</all>' as xml")
    path = write._write_file(database, "cin", [declared("child", "xml", element="a")], tmp_path, AS_AT)
    assert path.read_text(encoding="utf-8") == "<all>\n<a/>\n<b/>\n</all>\n"

"""The quick reader gives what the careful one gives, and leaves alone whatever only the careful one can judge."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.engine.landing import read_csv
from kith.engine.landing.encoding import find_encoding
from kith.engine.landing.plain_csv import is_plain
from kith.engine.landing.read_csv import CsvReading
from kith.engine.landing.refuse import LandingRefusal
from kith.engine.sources.declare import Column, File

FILE = File("rows", "rows_*.csv", "csv", tuple(Column(name, name) for name in ("one", "two", "three")))
PLACES = {"three": 2, "one": 0}
HEADINGS = "one,two,three\n"


def _read(path: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the rows up to a refusal, and its code."""
    rows: list[dict[str, Any]] = []
    try:
        reading = CsvReading(path, FILE)
        for batch in reading.batches(PLACES):
            rows += batch.to_pylist()
    except LandingRefusal as refusal:
        return rows, f"{refusal.code} {refusal.what}"
    return rows, ""


def _read_both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    quick = _read(path)
    with monkeypatch.context() as patch:
        patch.setattr(read_csv, "is_plain", lambda *_: False)
        return quick, _read(path)


CELLS = st.text(alphabet='ab ,"\n\r\té\u00a0;=', max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=0, max_size=4), max_size=8)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), end=st.sampled_from(["\n", "\r\n"]))
def test_written_files_read_alike(
    rows: list[list[str]], quoting: Any, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator=end)
    writer.writerows([["one", "two", "three"], *rows])
    path = tmp_path / "rows.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    quick, careful = _read_both(path, monkeypatch)
    assert quick == careful


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet='ab,"\n', max_size=30))
def test_any_text_reads_alike(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(HEADINGS + text, encoding="utf-8", newline="")
    quick, careful = _read_both(path, monkeypatch)
    assert quick == careful


@pytest.mark.parametrize(
    "text",
    ['1,"two,"x,3\n', '1,"two"x,3\n', '1,t"wo,3\n', '1, "two",3\n', '1,"two\n', '1,""x,3\n'],
    ids=["in text", "after a quote", "within a cell", "after a space", "never closed", "after an empty cell"],
)
def test_a_quote_mark_out_of_place_is_for_the_careful_reader(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(HEADINGS + text, encoding="utf-8")
    assert not is_plain(path, find_encoding(path), ",")


@pytest.mark.parametrize("text", ['1,"t""wo",3\n', '1,"",3\n', '"1","a,b\nc","3"\n', "1,2,3", '1,"""",3\n', ""])
def test_a_quote_mark_in_its_place_is_plain(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(HEADINGS + text, encoding="utf-8")
    assert is_plain(path, find_encoding(path), ",")


@pytest.mark.parametrize("odd", ["1,2\n", "1,2,3,4\n", "\n", f"1,{'x' * 40_000},3\n"])
def test_an_odd_row_after_many_good_ones_keeps_its_number(
    odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kith.engine.landing.plain_csv._BLOCK", 1_000)
    path = tmp_path / "rows.csv"
    good = "".join(f"{number},b,c{number}\n" for number in range(1, 1_001))
    path.write_text(HEADINGS + good + odd + good, encoding="utf-8")
    quick, careful = _read_both(path, monkeypatch)
    # The careful reader refuses a chunk as a whole; the quick one may have given a block of it before.
    assert quick[1] == careful[1]
    assert quick[0][: len(careful[0])] == careful[0]
    assert [row["row_number"] for row in quick[0]] == list(range(1, len(quick[0]) + 1))


def test_a_cut_file_is_refused_after_the_quick_part(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(HEADINGS + "1,b,c\n" * 10 + "11,beta", encoding="utf-8")
    assert _read(path)[1].startswith("K106 The file ends in the middle of row 11.")


def test_the_quick_way_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("\ufeff" + HEADINGS + "1, b ,\nc,,e\u0301\n", encoding="utf-8")
    monkeypatch.setattr(CsvReading, "_careful_batches", lambda *_: pytest.fail("the careful reader was asked"))
    rows, refused = _read(path)
    assert [(row["row_number"], row["one"], row["three"]) for row in rows] == [(1, "1", None), (2, "c", "\u00e9")]
    assert not refused

"""A text file's encoding is found by reading it, and nothing in it can fill the memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.engine.landing import encoding
from kith.engine.landing.encoding import find_encoding
from kith.engine.landing.reading import CellTooLong, UnreadableFile


@pytest.mark.parametrize(
    ("content", "name", "is_mixed"),
    [
        (b"ID,Name\n1,Ann\n", "utf-8", False),
        ("ID,Name\n1,Zoë\n".encode(), "utf-8", False),
        ("ID,Name\n1,Zoë\n".encode("utf-8-sig"), "utf-8-sig", False),
        ("ID,Name\n1,Zoë\n".encode("utf-16"), "utf-16", False),
        ("ID,Name\n1,Zoë\n".encode("utf-16-be"), "utf-16-be", False),
        ("ID,Name\n1,Zoë\n".encode("cp1252"), "utf-8", False),
        ("ID,Name\n1,Zoë\n".encode() + "2,Zoë\n".encode("cp1252"), "utf-8", True),
    ],
)
def test_found_by_reading(tmp_path: Path, content: bytes, name: str, is_mixed: bool) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    found = find_encoding(path)
    assert (found.name, found.is_mixed) == (name, is_mixed)
    with path.open(encoding=found.name, errors=found.errors, newline="") as text:
        assert "Ann" in (read := text.read()) or "Zoë" in read.replace(encoding.ODD, "")


def test_line_ends_cut_by_a_chunk_are_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "CHUNK", 8)
    path = tmp_path / "file.csv"
    path.write_bytes(b"ID,Name\r\n1,Ann\r\n2,Ben\r\n")
    assert not find_encoding(path).mixed_line_ends
    path.write_bytes(b"ID,Name\r\n1,Ann\n2,Ben\r\n")
    assert find_encoding(path).mixed_line_ends


def test_endless_line_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"ID\n1\n" + b"x" * (encoding.LONGEST_LINE + 2_000_000))
    with pytest.raises(CellTooLong, match="Line 3"):
        find_encoding(path)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7", b"\x1f\x8b", b"PAR1", b"  <html>", b"\xd0\xcf\x11\xe0"])
def test_other_kinds_are_refused(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(start + b"rest")
    with pytest.raises(UnreadableFile):
        find_encoding(path)

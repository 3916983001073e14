"""Refuses a file that is no table of people: a workbook, a picture, a page, something damaged."""

from __future__ import annotations

from pathlib import Path

from kith.vocabulary.errors import KithError

_OTHER_KINDS = (
    (b"PK\x03\x04", "a workbook or a zip"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


class NotATable(KithError):
    """The file is no CSV or Parquet table, or is damaged."""

    code = "K507"

    @classmethod
    def of(cls, path: Path, why: str) -> NotATable:
        """Return the refusal of ``path``; ``why`` goes on after its name."""
        return cls(
            f"{path.name} {why}.",
            not_done="Nothing was linked, and nothing was written.",
            mend="Save it as CSV (UTF-8) or Parquet with one row per record, and name that file.",
        )


def refuse_other_kinds(path: Path, start: bytes) -> None:
    """Refuse what the first bytes of the file give away as something else than a table."""
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark):
            raise NotATable.of(path, f"is {kind}")
    if path.suffix.lower() in (".parquet", ".pq") and start and not start.startswith(b"PAR1"):
        raise NotATable.of(path, "is named as Parquet and is not")
    if start.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise NotATable.of(path, "is a web page or XML")

"""Finds out in one streaming pass how a text file is written: its encoding, NULs, mixed encodings, mixed line ends."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from kith.engine.landing.reading import CellTooLong, UnreadableFile

CHUNK = 1 << 20
LONGEST_LINE = 4_000_000

# Old Windows text inside UTF-8 is common where two systems were pasted together; nothing is lost by reading it so.
# In a mixed file each such character is marked (a private-use sign), so that its row can be named.
ODD = "\ue000"
_CP1252 = "kith_cp1252"
_MARKED = "kith_cp1252_marked"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return bytes(error.object[error.start : error.end]).decode("cp1252", "replace"), error.end


def _as_marked(error: UnicodeError) -> tuple[str, int]:
    text, end = _as_cp1252(error)
    return ODD + text, end


codecs.register_error(_CP1252, _as_cp1252)
codecs.register_error(_MARKED, _as_marked)


@dataclass(frozen=True)
class Encoding:
    """How to open a text file, and what was odd about it."""

    name: str
    errors: str = "strict"
    is_mixed: bool = False
    has_nul: bool = False
    mixed_line_ends: bool = False


def find_encoding(path: Path) -> Encoding:
    """Read the file once and say how its text is written."""
    with path.open("rb") as file:
        start = file.read(4096)
    _refuse_other_kinds(start)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if start.startswith(mark):
            return _look(path, name)
    if start[1::2].count(0) > len(start) // 4:
        return _look(path, "utf-16-le")
    if start[::2].count(0) > len(start) // 4:
        return _look(path, "utf-16-be")
    return _look(path, "utf-8")


def _refuse_other_kinds(start: bytes) -> None:
    for mark, kind in (
        (b"PK\x03\x04", "a workbook or a zip"),
        (b"%PDF", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"PAR1", "a Parquet file"),
        (b"\x1f\x8b", "a compressed file"),
    ):
        if start.startswith(mark):
            raise UnreadableFile(
                f"The file is named as text but is {kind}.", mend="Ask the sender to save it as CSV and send it again."
            )
    if start.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(
            "The file is a web page (perhaps a sign-in page that was saved).",
            mend="Fetch the extract again, signed in, and check that it opens as rows.",
        )


def _look(path: Path, name: str) -> Encoding:
    """Decode the whole file in chunks, counting what does not fit."""
    errors = "replace" if name.startswith("utf-16") else "strict"
    decoder = codecs.getincrementaldecoder(name)(errors)
    lines = _Lines()
    nuls = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                errors = _CP1252
                decoder = codecs.getincrementaldecoder(name)(errors)
                text = decoder.decode(chunk)
            nuls += text.count("\0")
            lines.add(text)
    is_mixed = errors == _CP1252 and _holds_utf8(path)
    return Encoding(name, _MARKED if is_mixed else errors, is_mixed, nuls > 0, lines.are_mixed())


def _holds_utf8(path: Path) -> bool:
    """Answer whether any line of a file that is not all UTF-8 is yet UTF-8 beyond plain ASCII."""
    with path.open("rb") as file:
        return any(not line.isascii() and _is_utf8(line) for line in file)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """Counts line ends by kind, and refuses a line that would not fit in memory."""

    def __init__(self) -> None:
        self.ends = {"\r\n": 0, "\n": 0, "\r": 0}
        self.since_last = 0
        self.held = ""

    def add(self, text: str) -> None:
        text = self.held + text
        # A pair may be cut by the end of a chunk.
        self.held = "\r" if text.endswith("\r") else ""
        text = text.removesuffix("\r")
        pairs = text.count("\r\n")
        self.ends["\r\n"] += pairs
        self.ends["\n"] += text.count("\n") - pairs
        self.ends["\r"] += text.count("\r") - pairs
        last = max(text.rfind("\n"), text.rfind("\r"))
        self.since_last = self.since_last + len(text) if last < 0 else len(text) - last
        if self.since_last > LONGEST_LINE:
            raise CellTooLong(
                f"Line {sum(self.ends.values()) + 1} of the file is longer than {LONGEST_LINE:,} characters.",
                mend="Usually a quote mark was opened and never closed, or a document was put in a cell. "
                "Ask the sender to look at that line and send the file again.",
            )

    def are_mixed(self) -> bool:
        return sum(count > 0 for count in self.ends.values()) > 1

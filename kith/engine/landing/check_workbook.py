"""Refuses a workbook that could do harm (macros, links outward, bombs) before a spreadsheet library sees it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from kith.engine.landing.reading import UnreadableFile, damaged_unless_own
from kith.engine.landing.refuse import LandingRefusal

# A workbook's XML shrinks tenfold or twentyfold; bombs shrink by hundreds and more.
MOST_BYTES_UNPACKED = 1_000_000_000
MOST_BYTES_SHARED_STRINGS = 200_000_000
MOST_RATIO = 150
SMALL_ENOUGH = 20_000_000
MOST_MEMBERS = 5_000
_PROLOG = 65_536

_MACROS = re.compile(r"vbaproject|macrosheets|activex", re.IGNORECASE)
_OUTWARD = re.compile(r"externallinks/|connections\.xml|querytables/|embeddings/|customxml/.*\.odc", re.IGNORECASE)
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[ >/]')


class UnsafeWorkbook(LandingRefusal):
    """The workbook carries macros, or reaches outside itself."""

    code = "K108"


class Bomb(LandingRefusal):
    """The file unpacks to far more than any extract holds."""

    code = "K109"


class DoctypeFound(LandingRefusal):
    """The XML declares a document type or entities."""

    code = "K110"


def check_workbook(path: Path) -> list[str]:
    """Refuse an unsafe workbook; return the addresses of up to 20 cells of each sheet that hold formulas."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bombs(members)
            _refuse_reach([member.filename for member in members])
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _refuse_doctype(archive, member)
            return [
                cell
                for member in members
                if "worksheets/sheet" in member.filename.lower()
                for cell in _formula_cells(archive, member)
            ]
    except Exception as error:
        raise damaged_unless_own(error, _cannot_open) from None


def _cannot_open(error: Exception) -> UnreadableFile:
    return UnreadableFile(
        "The file is not a workbook that can be opened: damaged, protected by a password, or an old .xls "
        f"({type(error).__name__}).",
        mend="Ask the sender to save it as .xlsx without a password, or as CSV, and to send it again.",
    )


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    strings = sum(member.file_size for member in members if member.filename.lower().endswith("sharedstrings.xml"))
    is_dense = unpacked > SMALL_ENOUGH and unpacked / packed > MOST_RATIO
    if is_dense or unpacked > MOST_BYTES_UNPACKED or strings > MOST_BYTES_SHARED_STRINGS or len(members) > MOST_MEMBERS:
        raise Bomb(
            f"The workbook unpacks to {unpacked // 1_000_000:,} million bytes in {len(members):,} parts.",
            mend="If it is honest, ask the sender for CSV, which has no such limit; if nobody knows the sender, tell "
            "your security team.",
        )


def _refuse_reach(names: list[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise UnsafeWorkbook(
            "The workbook carries macros (programs).",
            mend="Ask the sender to save it as .xlsx without macros, or as CSV, and to send it again.",
        )
    if any(_OUTWARD.search(name) for name in names):
        raise UnsafeWorkbook(
            "The workbook links to other files or connections, or has files inside it.",
            mend="Ask the sender to break the links, paste values, and send it again; or to send CSV.",
        )


def _refuse_doctype(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    # Also UTF-16, which would hide the words from a search for plain bytes: no spreadsheet program writes it.
    with archive.open(member) as file:
        start = file.read(_PROLOG)
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start or b"\0" in start[:200]:
        raise DoctypeFound(
            "A part of the workbook declares XML entities or a document type; no spreadsheet program writes these.",
            mend="Ask the sender to save the workbook afresh; if it comes back, tell your security team.",
        )


def _formula_cells(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> list[str]:
    cells: list[str] = []
    kept = b""
    with archive.open(member) as file:
        while (chunk := file.read(1 << 20)) and len(cells) < 20:
            text = kept + chunk
            cells += [address.decode() for address in _FORMULA.findall(text)]
            kept = text[-200:].rpartition(b"<c ")[2] and text[text.rfind(b"<c ", -200 + len(text)) :]
            if not kept.startswith(b"<c "):
                kept = b""
    return cells[:20]

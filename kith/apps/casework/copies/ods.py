"""Writes a copy as an OpenDocument spreadsheet: every cell is text, so that none is ever taken for a formula.

OpenDocument 1.3 part 3 (OASIS, 2021), sections 9.1 (tables) and 19.387 (office:value-type).
"""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.casework.copies.packed import HEAD, pack, words
from kith.apps.casework.copies.paper import Paper

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "table", "text", "style")) + (
    f' xmlns:fo="{_URN}:xsl-fo-compatible:1.0"'
)
_STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="wide" style:family="table-column">'
    '<style:table-column-properties style:column-width="5cm"/></style:style>'
    '<style:style style:name="cell" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)
_MANIFEST = (
    f'{HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def as_ods(paper: Paper) -> bytes:
    """Return the copy as a spreadsheet, its headings repeated on every printed page."""
    first = "".join(_line([each], "head") for each in (paper.title, *paper.said_first))
    heads = f"<table:table-header-rows>{_line(paper.headings, 'head')}</table:table-header-rows>"
    rows = "".join(_line(row, "cell") for row in paper.rows)
    columns = f'<table:table-column table:style-name="wide" table:number-columns-repeated="{len(paper.headings)}"/>'
    content = (
        f'{HEAD}<office:document-content {_SPACES} office:version="1.3">{_STYLES}<office:body><office:spreadsheet>'
        f'<table:table table:name="Chronology">{columns}{first}{heads}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return pack({"content.xml": content, "META-INF/manifest.xml": _MANIFEST}, kind=KIND)


def _line(cells: Iterable[str], style: str) -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>"


def _cell(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{words(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'

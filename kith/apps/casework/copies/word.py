"""Writes a copy as a Word file: a title, whose copy it is, and a table whose headings stand on every page.

Office Open XML, ECMA-376 part 1 (5th edition, 2016), sections 17.4 (tables) and 17.6 (sections).
"""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.casework.copies.packed import HEAD, pack, words
from kith.apps.casework.copies.paper import Paper

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_TYPES = (
    f'{HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="425" w:footer="425" w:gutter="0"/>'
    "</w:sectPr>"
)
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f'{HEAD}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>'
)


def as_word(paper: Paper) -> bytes:
    """Return the copy as a document that can be edited."""
    rows = _row(paper.headings, is_heading=True) + "".join(_row(row) for row in paper.rows)
    body = _paragraph(paper.title, style="Heading1") + "".join(_paragraph(each) for each in paper.said_first)
    columns = "".join('<w:gridCol w:w="1890"/>' for _ in paper.headings)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    document = (
        f'{HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}{table}{_paragraph("")}{_LANDSCAPE}</w:body></w:document>'
    )
    return pack({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
        "word/styles.xml": _STYLES,
    })  # fmt: skip


def _relations(kind: str, target: str) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def _row(cells: Iterable[str], *, is_heading: bool = False) -> str:
    repeats = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_heading else ""
    held = "".join(f"<w:tc>{_lines(cell, is_bold=is_heading)}</w:tc>" for cell in cells)
    return f"<w:tr>{repeats}{held}</w:tr>"


def _lines(text: str, *, is_bold: bool) -> str:
    return "".join(_paragraph(line, is_bold=is_bold) for line in text.split("\n"))


def _paragraph(text: str, *, style: str = "", is_bold: bool = False) -> str:
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:p>{shape}<w:r>{bold}<w:t xml:space="preserve">{words(text)}</w:t></w:r></w:p>'

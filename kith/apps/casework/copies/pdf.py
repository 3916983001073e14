"""Writes a copy as a PDF, where the library that draws it is installed; letters that its face lacks are named plainly.

The face is the one that comes with the library, so that a copy looks the same on every server. It has no letters beyond
those of Western Europe and some of Central Europe: others are written by their nearest, and the last line says so.
"""

from __future__ import annotations

import importlib.util
import io
from html import escape
from typing import Any

from anyascii import anyascii

from kith.apps.casework.copies.paper import Paper
from kith.vocabulary.errors import KithError

KIND = "application/pdf"
PLAINER = "Some letters could not be drawn here and were written by their nearest; the other copies have them."
_FACE, _BOLD = "Vera", "VeraBd"
_WIDTHS = (2.4, 2.6, 5.6, 2.6, 2.6, 3.6, 3.8, 3.8)  # parts of the page's width


class NoPdfHere(KithError):
    """This installation cannot draw a PDF."""

    code = "K862"


def can_draw() -> bool:
    """Answer whether the library that draws a PDF is installed."""
    return importlib.util.find_spec("reportlab") is not None


def as_pdf(paper: Paper) -> bytes:
    """Return the copy as a PDF, its headings on every page."""
    if not can_draw():
        raise NoPdfHere(
            "This installation of Kith cannot make a PDF.",
            not_done="No copy was made, and none is in the log.",
            mend="Take the Word copy, or print the page. Whoever runs Kith can install the library reportlab.",
        )
    return _draw(paper)


def _draw(paper: Paper) -> bytes:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    faces = [TTFont(_FACE, "Vera.ttf"), TTFont(_BOLD, "VeraBd.ttf")]
    for face in faces:
        pdfmetrics.registerFont(face)
    plain = ParagraphStyle("plain", fontName=_FACE, fontSize=8.5, leading=11)
    strong = ParagraphStyle("strong", parent=plain, fontName=_BOLD)
    title = ParagraphStyle("title", parent=strong, fontSize=15, leading=20)
    letters = _Letters(faces[0].face.charToGlyph)

    def put(text: str, style: Any) -> Any:
        return Paragraph(escape(letters.drawn(text), quote=False).replace("\n", "<br/>"), style)

    table = [[put(each, strong) for each in paper.headings]]
    table += [[put(cell, plain) for cell in row] for row in paper.rows]
    parts = [put(paper.title, title), *(put(each, plain) for each in paper.said_first), Spacer(0, 4 * mm)]
    wide = landscape(A4)[0] - 24 * mm
    shares = _WIDTHS[: len(paper.headings)]
    parts.append(Table(
        table, colWidths=[wide * one / sum(shares) for one in shares], repeatRows=1, splitInRow=1,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("GRID", (0, 0), (-1, -1), 0.4, "#808080")],
    ))  # fmt: skip
    if letters.is_plainer:
        parts += [Spacer(0, 3 * mm), put(PLAINER, plain)]
    held = io.BytesIO()
    SimpleDocTemplate(
        held, pagesize=landscape(A4), leftMargin=12 * mm, rightMargin=12 * mm, topMargin=12 * mm, bottomMargin=12 * mm,
        title=paper.title, lang="en-GB", invariant=1,
    ).build(parts)  # fmt: skip
    return held.getvalue()


class _Letters:
    """Knows which letters a face has, and whether any had to be written by another."""

    def __init__(self, held: Any) -> None:
        self._held = held
        self.is_plainer = False

    def drawn(self, text: str) -> str:
        return "".join(letter if letter == "\n" or ord(letter) in self._held else self._near(letter) for letter in text)

    def _near(self, letter: str) -> str:
        self.is_plainer = True
        return anyascii(letter)

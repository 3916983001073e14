"""Reads the words of a drawn picture back, and says which of them lie over one another or outside it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from itertools import combinations

from kith.apps.base.pictures.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[str, float, float, float, float]


def boxes_of_words(picture: ElementTree.Element) -> list[Box]:
    """Every text with its left, top, right and bottom, a little less than it takes, so that neighbours may touch."""
    return [_box(text) for text in picture.iter(f"{SVG}text") if text.text]


def overlapping_words(picture: ElementTree.Element) -> list[tuple[str, str]]:
    """Pairs of texts that lie over one another."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes_of_words(picture), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def words_outside(picture: ElementTree.Element, width: float) -> list[str]:
    """Texts that begin before the picture or end after it."""
    return [words for words, left, _, right, _ in boxes_of_words(picture) if left < -1 or right > width + 1]


def _box(text: ElementTree.Element) -> Box:
    words, size = text.text or "", float(text.get("font-size", 0))
    x, y, wide = float(text.get("x", 0)), float(text.get("y", 0)), text_width(words, size)
    left = {"middle": x - wide / 2, "end": x - wide}.get(text.get("text-anchor", ""), x)
    return words, left + 0.5, y - size * 0.7, left + wide - 0.5, y + size * 0.15

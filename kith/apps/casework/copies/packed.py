"""Packs the parts of an office file: the same parts give the same file, and words are words to whatever opens it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_STARTED = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(parts: Mapping[str, str], *, kind: str = "") -> bytes:
    """Return the parts as one file; ``kind`` stands first and unpacked, where a format wants to be known by it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind:
            archive.writestr(zipfile.ZipInfo("mimetype", _STARTED), kind, zipfile.ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _STARTED), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def words(text: str) -> str:
    """Return words so that they stand in XML as they were written."""
    return escape(text, {'"': "&quot;"})

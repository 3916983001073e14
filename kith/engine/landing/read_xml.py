"""Reads the repeated elements of an XML document as rows, one outer element in memory at a time, entities refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa
from lxml import etree

from kith.engine.landing.check_workbook import DoctypeFound
from kith.engine.landing.reading import Found, text_batch
from kith.engine.landing.refuse import LandingRefusal
from kith.engine.sources.declare import File

_ROWS_PER_BATCH = 5_000
_TEXT_BETWEEN = "; "


class BadXml(LandingRefusal):
    """The XML is not well formed."""

    code = "K111"


class XmlReading:
    """One open XML document, seen as the rows of one declared File."""

    def __init__(self, path: Path, file: File) -> None:
        self.found = Found()
        self._path = path
        steps = _steps(file.element)
        paths = [_steps(column.heading) for column in file.columns]
        # The element that holds all a row needs: as many steps up as its columns go.
        up = max((path.count("..") for path in paths), default=0)
        self._outer = steps[: len(steps) - up]
        self._inner = steps[len(steps) - up :]
        self._getters = [_getter(path) for path in paths]
        self.headings: Sequence[str] = [column.heading for column in file.columns]
        refuse_doctype(path)

    def batches(self, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
        """Yield a row for each repeated element."""
        getters = [self._getters[place] for place in places.values()]
        rows: list[list[str | None]] = []
        number = 0
        for outer in _each(self._path, self._outer):
            for row in outer.findall("/".join(f"{{*}}{step}" for step in self._inner)) if self._inner else [outer]:
                rows.append([getter(row) for getter in getters])
            if len(rows) >= _ROWS_PER_BATCH:
                yield _batch(rows, number, places)
                number, rows = number + len(rows), []
        if rows:
            yield _batch(rows, number, places)


def refuse_doctype(path: Path) -> None:
    """Refuse a document that declares a type or entities: the way to bombs and to files of this machine."""
    parser = expat.ParserCreate()
    seen_root = []

    def refuse(*_: object) -> None:
        raise DoctypeFound(
            "The XML declares a document type or entities.",
            mend="Ask the sender for the plain return, as the case system exports it, without a DOCTYPE line.",
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda *_: seen_root.append(True)
    with path.open("rb") as file:
        while not seen_root and (chunk := file.read(4096)):
            try:
                parser.Parse(chunk)
            except expat.ExpatError as error:
                raise _bad(error.lineno) from None


def text_at(path: Path, element: str) -> str | None:
    """Return the text of the first ``element`` (a path below the root), or None."""
    for found in _each(path, _steps(element)):
        return (found.text or "").strip() or None
    return None


def _each(path: Path, steps: list[str]) -> Iterator[etree._Element]:
    """Yield each element at ``steps`` below the root, and let it go afterwards."""
    tag = f"{{*}}{steps[-1]}" if steps else None
    try:
        events = etree.iterparse(
            str(path), events=("end",), tag=tag, resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in events:
            if _path_of(element) == steps:
                yield element
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise _bad(error.lineno) from None


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _path_of(element: etree._Element) -> list[str]:
    """Return the names from below the root down to ``element``; the root's own is empty."""
    names = [etree.QName(one).localname for one in (element, *element.iterancestors())]
    return names[-2::-1]


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step not in ("", ".")]


def _getter(path: list[str]) -> Callable[[etree._Element], str | None]:
    """Return a function from a row's element to the text at ``path``; several texts are joined."""
    up = path.count("..")
    down = path[up:]
    attribute = down.pop()[1:] if down and down[-1].startswith("@") else ""
    inner = "/".join(f"{{*}}{step}" for step in down)

    def get(row: etree._Element) -> str | None:
        start = row
        for _ in range(up):
            start = start.getparent()
        elements = start.findall(inner) if inner else [start]
        texts = [one.get(attribute) if attribute else one.text for one in elements]
        return _TEXT_BETWEEN.join(text for text in texts if text) or None

    return get


def _batch(rows: list[list[str | None]], before: int, places: dict[str, int]) -> pa.RecordBatch:
    columns = [[row[at] for row in rows] for at in range(len(places))]
    return text_batch(list(places), columns, range(before + 1, before + len(rows) + 1))


def _bad(line: int | None) -> BadXml:
    return BadXml(
        f"The XML breaks off or is not well formed at line {line or 1}.",
        mend="It was probably cut off or edited by hand. Ask the sender to export it again.",
    )

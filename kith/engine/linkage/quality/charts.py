"""Draws the quality report's pictures as plain SVG: a title that is the finding, and the same as a table beneath."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

LEFT, WIDTH, RIGHT, ROW = 210, 300, 90, 26


@dataclass(frozen=True)
class Dot:
    """One line of a picture: a share, its interval, and what is said beside it; marked ones are drawn as squares."""

    label: str
    value: float
    low: float
    high: float
    said: str
    marked: bool


def dots(finding: str, about: str, rows: Sequence[Dot], line: float) -> str:
    """Return a picture of shares with their intervals against one ``line`` for everyone."""
    start = max(0.0, min([one.low for one in rows] + [line]) - 0.01)
    place = _Scale(start)
    height = ROW * len(rows) + 46
    across = place(line)
    drawn = [
        f'<line x1="{across}" y1="22" x2="{across}" y2="{height - 22}" class="everyone"/>',
        f'<text x="{across}" y="14" class="middle">everyone {line:.1%}</text>',
        *(_dot(one, 38 + ROW * at, place) for at, one in enumerate(rows)),
        f'<text x="{LEFT}" y="{height - 4}">{start:.0%}</text>',
        f'<text x="{LEFT + WIDTH}" y="{height - 4}" class="end">100%</text>',
    ]
    return _framed(finding, about, height, drawn)


def bars(finding: str, about: str, rows: Sequence[tuple[str, float, float | None]]) -> str:
    """Return bars of shares, each with the run before as a hollow one beneath it where there was one."""
    most = max([max(now, before or 0.0) for _, now, before in rows] + [0.01])
    drawn = []
    for at, (label, now, before) in enumerate(rows):
        top = 8 + at * (ROW + 6)
        drawn.append(f'<text x="{LEFT - 10}" y="{top + 16}" class="end">{escape(label)}</text>')
        drawn.append(f'<rect x="{LEFT}" y="{top}" width="{WIDTH * now / most:.1f}" height="12" class="now"/>')
        if before is not None:
            width = WIDTH * before / most
            drawn.append(f'<rect x="{LEFT}" y="{top + 14}" width="{width:.1f}" height="8" class="before"/>')
        drawn.append(f'<text x="{LEFT + WIDTH * now / most + 8:.1f}" y="{top + 12}">{now:.1%}</text>')
    return _framed(finding, about, 16 + len(rows) * (ROW + 6), drawn)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]], *, words: Collection[int] = ()) -> str:
    """Return a table; the first column names the line, the others are numbers but for ``words``."""
    head = "".join(f"<th scope=col>{escape(heading)}</th>" for heading in headings)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<th scope=row>{escape(cell)}</th>"
            if at == 0
            else f"<td{'' if at in words else ' class=n'}>{escape(cell)}</td>"
            for at, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<div class=frame tabindex=0><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"


def twin(inner: str) -> str:
    """Return the table that says the same as the picture above it."""
    return f"<details><summary>The same as a table</summary>{inner}</details>"


def _framed(finding: str, about: str, height: int, drawn: Iterable[str]) -> str:
    width = LEFT + WIDTH + RIGHT
    return (
        f"<h4>{escape(finding)}</h4><div class=frame tabindex=0>"
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>{escape(finding)}</title><desc>{escape(about)}</desc>{''.join(drawn)}</svg></div>"
    )


def _dot(one: Dot, middle: int, place: _Scale) -> str:
    at = place(one.value)
    mark = (
        f'<rect x="{at - 6:.1f}" y="{middle - 6}" width="12" height="12" class="marked"/>'
        if one.marked
        else f'<circle cx="{at:.1f}" cy="{middle}" r="5" class="dot"/>'
    )
    return (
        f'<text x="{LEFT - 10}" y="{middle + 5}" class="end">{escape(_short(one.label))}</text>'
        f'<line x1="{place(one.low):.1f}" y1="{middle}" x2="{place(one.high):.1f}" y2="{middle}" class="range"/>{mark}'
        f'<text x="{LEFT + WIDTH + 12}" y="{middle + 5}">{escape(one.said)}</text>'
    )


def _short(label: str) -> str:
    return label if len(label) <= 28 else f"{label[:27]}…"


class _Scale:
    """Turns a share into a place across the picture."""

    def __init__(self, start: float) -> None:
        self.start = start

    def __call__(self, share: float) -> float:
        return round(LEFT + WIDTH * (share - self.start) / max(1.0 - self.start, 0.001), 1)

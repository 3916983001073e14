"""Draws how the evidence adds up: where any two records begin, a bar for each thing compared, and where they end."""

from __future__ import annotations

from collections.abc import Callable

from kith.apps.base.pictures.svg import element, picture, shorten, text
from kith.apps.matching.evidence import Evidence, Step

WIDTH, LABEL_WIDTH, ROW, TOP = 660, 190, 30, 34
_SIZE = 15
Scale = Callable[[float], float]


def draw_waterfall(evidence: Evidence) -> str:
    """Return the picture. To the right speaks for one person, to the left for two; the line is where it is even."""
    shown = [step for step in evidence.steps if step.bits]
    reached = [evidence.start, *(step.total for step in shown), evidence.total, 0.0]
    low, high = min(reached) - 1, max(reached) + 1
    scale = (WIDTH - LABEL_WIDTH - 60) / (high - low)

    def x_of(bits: float) -> float:
        return LABEL_WIDTH + (bits - low) * scale

    height = TOP + ROW * (len(shown) + 2) + 8
    even = element("line", x1=x_of(0), x2=x_of(0), y1=TOP - 6, y2=height - 6, class_="pic-even")
    rows = [
        text("← two people · one person →", WIDTH, TOP - 16, font_size=13, text_anchor="end", class_="pic-soft"),
        _bar("Any two records", 0, evidence.start, 0, x_of, "pic-total"),
        *(_step(step, place, x_of) for place, step in enumerate(shown, start=1)),
        _bar("Together", 0, evidence.total, len(shown) + 1, x_of, "pic-total"),
    ]
    desc = " ".join(step.sentence for step in shown)
    return picture(WIDTH, height, even, *rows, title=evidence.finding, desc=desc, key="waterfall")


def _step(step: Step, place: int, x_of: Scale) -> str:
    kind = "pic-for" if step.bits > 0 else "pic-against"
    return _bar(step.label, step.total - step.bits, step.total, place, x_of, kind, signed=True)


def _bar(label: str, start: float, end: float, place: int, x_of: Scale, kind: str, *, signed: bool = False) -> str:
    left, right = x_of(min(start, end)), x_of(max(start, end))
    y = TOP + place * ROW
    worth = f"{end - start:+.1f}" if signed else f"{end:.1f}"
    return element(
        "g",
        text(shorten(label, _SIZE, LABEL_WIDTH - 12), 0, y + 17, font_size=_SIZE),
        element("rect", x=left, y=y + 4, width=max(right - left, 1.5), height=ROW - 10, class_=kind),
        text(worth.replace("-", "−"), right + 5, y + 18, font_size=13, class_="pic-soft pic-halo"),
    )

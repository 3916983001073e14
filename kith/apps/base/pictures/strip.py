"""Draws how many agencies were at work in each quarter, as a strip of numbered cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .chronicle import QuarterCount, next_quarter
from .svg import element, text

HEIGHT = 24
_STEPS = 5


def draw_strip(
    counts: Sequence[QuarterCount], x_of: Callable[[date], float], y: float, *, left_edge: float, right_edge: float
) -> str:
    """Draw one cell for each quarter: darker means more, and the number says how many."""
    most = max((count.agencies for count in counts), default=0)
    return "".join(_cell(count, most, x_of, y, left_edge, right_edge) for count in counts)


def _cell(
    count: QuarterCount, most: int, x_of: Callable[[date], float], y: float, left_edge: float, right_edge: float
) -> str:
    left = max(x_of(count.starts_on), left_edge)
    right = min(x_of(next_quarter(count.starts_on)), right_edge)
    step = 0 if not count.agencies else max(1, round((_STEPS - 1) * count.agencies / max(most, 4)))
    cell = element(
        "rect",
        x=left,
        y=y,
        width=max(right - left - 1.5, 1),
        height=HEIGHT,
        class_=f"pic-strip--{min(step, _STEPS - 1)}",
    )
    if not count.agencies or right - left < 12:
        return cell
    middle, shade = (left + right - 1.5) / 2, f"pic-strip-number--{min(step, _STEPS - 1)}"
    return cell + text(str(count.agencies), middle, y + 17, font_size=13, text_anchor="middle", class_=shade)

"""Finds ways for the lines of a genogram: through the gaps of a row, past everybody, and at a level of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

NEAR = 6.0  # no two lines run closer than this through one gap
_TOUCH = 4.0

Span = tuple[float, float]


@dataclass
class Gaps:
    """Where a line may pass a row of people: beside every symbol and label, and beside the lines that pass already."""

    taken: list[list[Span]]

    def pass_row(self, row: int, wish: float, within: Span | None = None) -> float:
        """Take the free place nearest to ``wish``; between the two ends of ``within`` where there is one."""
        found = nearest_free(wish, self.taken[row], within)
        self.taken[row].append((found - NEAR, found + NEAR))
        return found


def nearest_free(wish: float, taken: Sequence[Span], within: Span | None = None) -> float:
    """Answer the place nearest to ``wish`` inside none of ``taken``; there always is one, at the very ends."""
    ends = [wish, *(edge for span in taken for edge in span)]
    free = [place for place in ends if not any(start < place < end for start, end in taken)]
    inside = [place for place in free if within is None or within[0] <= place <= within[1]]
    return min(inside or free, key=lambda place: (abs(place - wish), place))


@dataclass
class Bands:
    """The bands above the rows, in which lines run across: each line at a level where it touches no other.

    Level 0 is nearest to the row. Lines that join couples over the top keep below those that lead to children.
    """

    spans: dict[int, list[tuple[bool, Span, int]]] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)

    def add(self, band: int, one: float, other: float, *, is_arch: bool = False) -> int:
        """Ask for a level for a line from one place to the other; answer the number under which to find it."""
        number = sum(map(len, self.spans.values()))
        self.spans.setdefault(band, []).append((not is_arch, (min(one, other), max(one, other)), number))
        return number

    def settle(self) -> None:
        """Give every line its level, the shortest lowest."""
        for band, spans in self.spans.items():
            first = 0
            for is_bar in (False, True):
                of_kind = sorted((span[1] - span[0], span, number) for bar, span, number in spans if bar is is_bar)
                first += self._stack([(span, number) for _, span, number in of_kind], first)
            self.heights[band] = first

    def _stack(self, spans: Sequence[tuple[Span, int]], first: int) -> int:
        held: list[list[Span]] = []
        for (left, right), number in spans:
            clear = (i for i, row in enumerate(held) if all(right < a - _TOUCH or left > b + _TOUCH for a, b in row))
            level = next(clear, len(held))
            if level == len(held):
                held.append([])
            held[level].append((left, right))
            self.levels[number] = first + level
        return len(held)

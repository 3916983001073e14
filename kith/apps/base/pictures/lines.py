"""Draws up every line of a genogram: couples side by side or over the top, children under their own parents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .kinship import Brood, Kinship, Union
from .routes import Bands, Gaps, Span
from .spacing import Order, drop_of

Point = tuple[float, float]
_CLEAR = 4
_PORTS = (0.0, 8.0, -8.0, 14.0, -14.0)  # where lines meet the top of a symbol, the middle first
_BESIDE = 8.0
_APART, _FARTHEST = 6.0, 18.0  # several lines that leave one parent start beside one another, all under the symbol
_STRAIGHT = 4  # a single child as little beside the line as this is met where the line comes down
_UNDER = 10  # lines end a little below the middle of a symbol, which is drawn over them
_FROM_END = 14


@dataclass(frozen=True)
class Line:
    """One relation as it is drawn: its strokes, and where it is crossed out if it is over."""

    of: Union | Brood
    strokes: tuple[tuple[Point, ...], ...]
    mark: Point | None = None

    def moved(self, shift: float) -> Line:
        """The same line so much further to the right."""
        strokes = tuple(tuple((x + shift, y) for x, y in stroke) for stroke in self.strokes)
        return Line(self.of, strokes, (self.mark[0] + shift, self.mark[1]) if self.mark else None)


@dataclass(frozen=True)
class _Run:
    """A stretch across a band; ``number`` finds its level."""

    number: int
    band: int
    start: float
    end: float

    @property
    def span(self) -> Span:
        return min(self.start, self.end), max(self.start, self.end)


@dataclass(frozen=True)
class _End:
    """Where a line comes down to somebody: from ``start``, past other rows if it must, to ``x`` over their symbol."""

    start: float
    x: float
    who: str
    runs: tuple[_Run, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """A line before heights are known: it leaves a person or another line at ``x`` and ends at people's symbols."""

    of: Union | Brood
    x: float
    leaves: str | _Run
    runs: tuple[_Run, ...] = ()
    ends: tuple[_End, ...] = ()


@dataclass
class Lines:
    """The lines of one tree. ``heights`` says how many levels each band needs, ``levels`` where each run lies."""

    kinship: Kinship
    order: Order
    xs: Mapping[str, float]
    widths: Mapping[str, float]
    bands: Bands = field(default_factory=Bands)

    def __post_init__(self) -> None:
        self._row = {ref: row for row, refs in enumerate(self.order) for ref in refs}
        self._gaps = Gaps([[self._room(ref) for ref in refs] for refs in self.order])
        self._ports: dict[str, set[float]] = {ref: set() for ref in self._row}
        self._arches: dict[frozenset[str], _Run] = {}
        self._left: dict[str, int] = {}
        # Children first, so that each is met in the middle of their symbol where that can be.
        stems = [[self._port(child) for child in brood.children] for brood in self.kinship.broods]
        unions = [self._union(union) for union in self.kinship.unions]
        broods = [self._brood(brood, met) for brood, met in zip(self.kinship.broods, stems, strict=True)]
        self._plans = (*unions, *broods)
        self.bands.settle()
        self.heights = self.bands.heights
        of_ends = [run for plan in self._plans for end in plan.ends for run in end.runs]
        runs = {run.number: run.band for run in (*(run for plan in self._plans for run in plan.runs), *of_ends)}
        self.levels = {number: (band, self.bands.levels[number]) for number, band in runs.items()}

    def strokes(self, spots: Mapping[str, Point], levels: Mapping[int, float]) -> list[Line]:
        """Give each line its strokes, once it is known where people stand and at what height each run lies."""
        return [_drawn(plan, spots, levels) for plan in self._plans]

    def _room(self, ref: str) -> Span:
        half = self.widths[ref] / 2 + _CLEAR
        return self.xs[ref] - half, self.xs[ref] + half

    def _port(self, ref: str, wish: float = 0.0) -> float:
        """Take a place on top of somebody's symbol where no other line meets it, while there is one."""
        free = [port for port in _PORTS if port not in self._ports[ref]] or list(_PORTS)
        port = min(free, key=lambda port: (abs(port - wish), _PORTS.index(port)))
        self._ports[ref].add(port)
        return self.xs[ref] + port

    def _run(self, band: int, start: float, end: float, *, is_arch: bool = False) -> _Run:
        return _Run(self.bands.add(band, start, end, is_arch=is_arch), band, start, end)

    def _union(self, union: Union) -> _Plan:
        one, other = sorted((union.first, union.second), key=lambda ref: (self._row[ref], self.xs[ref]))
        row = self.order[self._row[one]]
        if other in row and row.index(other) == row.index(one) + 1:
            return _Plan(union, self.xs[one], one, (), (_End(self.xs[other], self.xs[other], other),))
        toward = _BESIDE if self.xs[one] <= self.xs[other] else -_BESIDE
        start, end = self._port(one, toward), self._port(other, -toward)
        first, last = self._row[one], self._row[other]
        places = [start, *self._pass(range(first, last), (start + end) / 2), end]
        runs = tuple(self._run(first + i, a, b, is_arch=True) for i, (a, b) in enumerate(pairwise(places)))
        self._arches[frozenset((one, other))] = runs[-1]
        return _Plan(union, start, one, runs, (_End(end, end, other),))

    def _pass(self, rows: Sequence[int], wish: float, within: Span | None = None) -> list[float]:
        """Find a way past these rows in turn, each place as near as may be to the one before."""
        places: list[float] = []
        for row in rows:
            places.append(self._gaps.pass_row(row, places[-1] if places else wish, None if places else within))
        return places

    def _brood(self, brood: Brood, stems: list[float]) -> _Plan:
        target = min(self._row[child] for child in brood.children)
        if not brood.parents:
            return self._finished(brood, stems[0], "", [], stems, target)
        x, leaves, band = self._leave(brood, target)
        within = leaves.span if isinstance(leaves, _Run) else None
        passed = self._pass(range(band, target) if band <= target else range(band - 1, target - 1, -1), x, within)
        if within and passed and within[0] <= passed[0] <= within[1]:
            x = passed[0]
        toward = 1 if band <= target else -1
        jogs = [self._run(band + i * toward, a, b) for i, (a, b) in enumerate(pairwise((x, *passed))) if a != b]
        return self._finished(brood, x, leaves, jogs, stems, target)

    def _finished(
        self, brood: Brood, x: float, leaves: str | _Run, jogs: list[_Run], stems: list[float], target: int
    ) -> _Plan:
        """Add the bar over the children, and the line down to each of them."""
        lands = jogs[-1].end if jogs else x
        if len(stems) == 1 and abs(stems[0] - lands) <= _STRAIGHT:
            stems = [lands]
        ends = tuple(self._end(stem, child, target) for stem, child in zip(stems, brood.children, strict=True))
        # Without parents there is nothing that lands on the bar but the children themselves.
        met = [end.start for end in ends] + ([lands] if brood.parents else [])
        bar = self._run(target, min(met), max(met))
        return _Plan(brood, x, leaves, (*jogs, bar), ends)

    def _end(self, x: float, child: str, band: int) -> _End:
        """The way from the bar down to a child, who may stand in a lower row where bonds contradict each other."""
        row = self._row[child]
        places = [*self._pass(range(band, row), x), x]
        runs = tuple(self._run(band + i, a, b) for i, (a, b) in enumerate(pairwise(places), 1))
        return _End(places[0], x, child, runs)

    def _leave(self, brood: Brood, target: int) -> tuple[float, str | _Run, int]:
        """Where the line to the children leaves their parents, what it leaves, and the band it is in then."""
        wish = drop_of(brood, self.kinship, self.xs, self.order, self.widths) or 0.0
        arch = self._arches.get(frozenset(brood.parents))
        if arch is not None:
            low, high = arch.span
            margin = min(_FROM_END, (high - low) / 2)
            return min(max(wish, low + margin), high - margin), arch, arch.band
        row = self._row[brood.parents[0]]
        band = row + 1 if target > row else row
        if len(brood.parents) == 1:
            before = self._left[brood.parents[0]] = self._left.get(brood.parents[0], -1) + 1
            return wish - min(_APART * before, _FARTHEST), brood.parents[0], band
        one, other = sorted(brood.parents, key=lambda ref: self.xs[ref])
        return self._gaps.pass_row(row, wish, (self.xs[one], self.xs[other])), one, band


def _drawn(plan: _Plan, spots: Mapping[str, Point], levels: Mapping[int, float]) -> Line:
    leaves = plan.leaves
    y = levels[leaves.number] if isinstance(leaves, _Run) else spots[leaves][1] if leaves else None
    is_union = isinstance(plan.of, Union)
    across = plan.runs if is_union else plan.runs[:-1]
    points = [] if y is None else [(plan.x, y)]
    for run in across:
        points += [(run.start, levels[run.number]), (run.end, levels[run.number])]
    if is_union:
        end = plan.ends[0]
        points.append((end.x, spots[end.who][1] + (_UNDER if across else 0)))
        return Line(plan.of, (tuple(points),), _mark(plan, points) if plan.of.is_over else None)  # type: ignore[union-attr]
    bar = plan.runs[-1]
    height = levels[bar.number]
    strokes = [(*points, (across[-1].end if across else plan.x, height))] if points else []
    strokes += [((bar.start, height), (bar.end, height))] if bar.start != bar.end else []
    for end in plan.ends:
        way = [(x, levels[run.number]) for run in end.runs for x in (run.start, run.end)]
        strokes.append(((end.start, height), *way, (end.x, spots[end.who][1] + _UNDER)))
    return Line(plan.of, tuple(strokes))


def _mark(plan: _Plan, points: Sequence[Point]) -> Point:
    """Where a union is crossed out: on its line, left of where a line to children would leave it."""
    if not plan.runs:
        return (points[0][0] + points[-1][0]) / 2 - 12, points[0][1]
    run = plan.runs[-1]
    low, high = run.span
    return (low + 24 if high - low > 70 else (low + high) / 2), points[-2][1]

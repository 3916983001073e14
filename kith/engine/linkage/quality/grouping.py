"""Measures each group against everyone: recall, people who look mixed, and the gap; small groups stand together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from kith.engine.linkage.quality.intervals import Share, spread_of_sums, wilson
from kith.engine.linkage.quality.shape import Group
from kith.engine.store import Database, run_sql

HERE = "kith.engine.linkage.quality"
FEWEST_PAIRS = 30  # fewer could tell about single people, and say nothing reliable
OTHERS = "OTHERS"  # the small groups of one kind, taken together


@dataclass(frozen=True)
class Sums:
    """The sums over one group's people, which may be added."""

    records: int
    with_identifier: int
    units: int
    pairs: int
    hits: int
    pairs_pairs: int
    hits_pairs: int
    hits_hits: int
    several: int
    mixed: int
    looked: int
    same: int

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sums)))


def groups(database: Database, whole: Share | None, *, has_unaided: bool, most_pairs: int) -> tuple[Group, ...]:
    """Return every group of at least 30 pairs, and the smaller ones of a kind as one; kinds and groups by name."""
    run_sql(database, HERE, "grouped", has_unaided=has_unaided, most_pairs=most_pairs)
    run_sql(database, HERE, "by_group")
    found = []
    small: dict[str, list[Sums]] = {}
    for what, value, *sums in database.execute("from measuring.by_group order by what, value").fetchall():
        if (one := Sums(*sums)).pairs >= FEWEST_PAIRS:
            found.append(_group(what, value, 1, one, whole))
        else:
            small.setdefault(what, []).append(one)
    found += [_group(what, OTHERS, len(sums), _added(sums), whole) for what, sums in small.items()]
    return tuple(sorted(found, key=lambda one: (one.what, one.value == OTHERS, one.value)))


def _group(what: str, value: str, together: int, sums: Sums, whole: Share | None) -> Group:
    spread = spread_of_sums(sums.units, sums.pairs, sums.hits, sums.pairs_pairs, sums.hits_pairs, sums.hits_hits)
    recall = wilson(sums.hits, sums.pairs, spread=spread) if sums.pairs >= FEWEST_PAIRS else None
    return Group(
        what=what,
        value=value,
        groups=together,
        records=sums.records,
        with_identifier=sums.with_identifier,
        recall=recall,
        gap=recall.value - whole.value if recall and whole else None,
        mixed=_enough(sums.mixed, sums.several),
        looked=_enough(sums.same, sums.looked),
    )


def _enough(found: int, of: int) -> Share | None:
    return wilson(found, of) if of >= FEWEST_PAIRS else None


def _added(sums: list[Sums]) -> Sums:
    whole: Any = sums[0]
    for one in sums[1:]:
        whole = whole + one
    return whole  # type: ignore[no-any-return]

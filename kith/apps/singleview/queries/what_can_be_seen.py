"""What you can see, and why: agencies gathered under the level and the reason they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kith.apps.people.queries import LevelRow


@dataclass(frozen=True)
class LevelGroup:
    """Agencies of which the worker sees equally much, for one reason."""

    level: int
    label: str
    reason: str
    agencies: tuple[tuple[str, str, str], ...]  # letter, name, categories in words when not all of what it holds


def group_levels(rows: Sequence[LevelRow]) -> tuple[LevelGroup, ...]:
    """Gather the rows, most open first."""
    grouped: dict[tuple[int, str, str], list[LevelRow]] = defaultdict(list)
    times: dict[str, int] = defaultdict(int)
    for row in rows:
        grouped[row.level, row.level_label, row.reason].append(row)
        times[row.agency_id] += 1
    return tuple(
        LevelGroup(level, label, reason, tuple(_agency(row, is_split=times[row.agency_id] > 1) for row in group))
        for (level, label, reason), group in sorted(grouped.items(), key=lambda item: (-item[0][0], item[0][2]))
    )


def _agency(row: LevelRow, *, is_split: bool) -> tuple[str, str, str]:
    return (row.agency_kind, row.agency_name, ", ".join(row.categories) if is_split else "")

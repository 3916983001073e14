"""Gathers a crowded chronology: repeated events of one kind in one quarter become a single mark with its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .chronicle import Item, quarter_start

CROWDED = 150


def gather_repeats(items: Sequence[Item]) -> list[Item]:
    """Join events that share lane, agency letter, label and quarter; spells that touch and say the same become one."""
    events: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        if not item.is_spell:
            events[item.lane, item.letter, item.label, quarter_start(item.starts_on)].append(item)
    return sorted([*(_one_event(group) for group in events.values()), *_joined_spells(items)], key=_in_order)


def bin_by_quarter(items: Sequence[Item]) -> list[Item]:
    """One mark for each lane, agency letter and quarter, with no label: for more items than can be read singly."""
    events: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        if not item.is_spell:
            events[item.lane, item.letter, quarter_start(item.starts_on)].append(item)
    merged = [_one_event([Item(**{**vars(item), "label": ""}) for item in group]) for group in events.values()]
    return sorted([*merged, *_joined_spells([Item(**{**vars(item), "label": ""}) for item in items])], key=_in_order)


def _in_order(item: Item) -> tuple[object, ...]:
    return (item.starts_on, not item.is_spell, item.letter, item.label, item.lane)


def _one_event(group: list[Item]) -> Item:
    first = min(group, key=_in_order)
    return Item(first.lane, first.letter, first.label, first.starts_on, count=sum(item.count for item in group))


def _joined_spells(items: Sequence[Item]) -> list[Item]:
    joined: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in sorted((item for item in items if item.is_spell), key=_in_order):
        row = joined[item.lane, item.letter, item.label]
        last = row[-1] if row else None
        if last is None or (last.ends_on is not None and last.ends_on < item.starts_on):
            row.append(item)
        elif last.ends_on is not None and (item.ends_on is None or item.ends_on > last.ends_on):
            row[-1] = Item(**{**vars(last), "ends_on": item.ends_on})
    return [item for row in joined.values() for item in row]

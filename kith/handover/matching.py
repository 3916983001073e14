"""Puts what a run measured of its own linkage into the few sentences that the page of runs shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kith.engine.linkage.quality.page_groups import gaps_said
from kith.engine.linkage.quality.shape import Group, Quality
from kith.engine.linkage.quality.tripwires import MEANINGS
from kith.engine.linkage.quality.words import group_name, is_beyond_chance, is_notable, percent, points, with_interval


def matching_summary(about: Mapping[str, Any]) -> dict[str, Any]:
    """Return precision, recall, gaps and tripwires of the run of the manifest ``about``; nothing for an older run."""
    try:
        linkage = about["linkage"]
        quality = Quality.from_json(linkage["quality"])
        checks = [_check(one) for one in linkage["tripwires"]]
    except (KeyError, TypeError):
        return {}
    return {
        "records": quality.records,
        "people": quality.people,
        "precision": _precision(quality),
        "mixed": _mixed(quality),
        "recall": [line for line in _recall(quality) if line],
        "gaps_said": gaps_said(quality),
        "gaps": [_gap(one) for one in quality.groups if is_notable(one)],
        "too_little": sum(sum(one.too_little.values()) for one in quality.sources),
        "checks": checks,
        "stopped": sum(not one["passed"] for one in checks),
        "held": sum(one["passed"] and one["is_compared"] for one in checks),
        "uncompared": sum(one["passed"] and not one["is_compared"] for one in checks),
    }


def _check(one: Mapping[str, Any]) -> dict[str, Any]:
    meaning = MEANINGS.get(str(one["name"]), str(one["name"]))
    return {
        "meaning": meaning[:1].upper() + meaning[1:],
        "passed": one["passed"] is True,
        "is_compared": one.get("is_compared", True) is True,  # a run of before did not say
        "said": str(one["said"]),
    }


def _precision(quality: Quality) -> str:
    looked = quality.precision.looked
    return f"{with_interval(looked)} of {looked.of:,} links that people looked at" if looked else ""


def _mixed(quality: Quality) -> str:
    mixed = quality.precision.mixed
    return f"{mixed.found:,} of {mixed.of:,}" if mixed else ""


def _recall(quality: Quality) -> list[str]:
    found, unaided = quality.recall.found, quality.recall.unaided
    return [
        f"{with_interval(found)} of pairs that share a number are one person" if found else "",
        f"{with_interval(unaided)} would be, had no number been compared" if unaided else "",
    ]


def _gap(one: Group) -> dict[str, str]:
    assert one.recall is not None, "only groups with enough pairs are notable"
    return {
        "group": group_name(one),
        "gap": points(one.gap or 0),
        "recall": percent(one.recall.value),
        "pairs": f"{one.recall.of:,}",
        "chance": "more than chance would make" if is_beyond_chance(one) else "chance alone could make it",
    }

"""The linkage's tripwires: what must hold before a run may go live, with limits that a council may set."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kith.engine.linkage.quality.shape import Group, Quality, Refs
from kith.vocabulary.errors import KithError

FILE = Path(__file__).resolve().parents[3] / "definitions" / "linkage" / "tripwires.yml"
# What each is for, in the words of whoever must decide what to do.
MEANINGS = {
    "LINKAGE_RECORDS": "every record must be somebody's",
    "LINKAGE_MIXED": "almost nobody may look like two people made one",
    "LARGEST_PERSON": "nobody may have more records than agencies could hold",
    "REF_CHURN": "almost every record must keep its person's reference",
    "RECALL_DROP": "pairs of one person must be found as well as in the run before",
    "GROUP_GAP": "no group may be found far less often than everyone",
    "LINKS_PER_RECORD": "people must not suddenly have many more records",
    "AGENCY_LINKS": "no source's records may suddenly stand alone",
}
FEWEST_PAIRS = 200  # of a group, before its gap may stop a run
FEWEST_RECORDS = 200  # of an agency, before a fall of its links may stop a run


class TripwiresUnreadable(KithError):
    """The limits of the linkage's tripwires cannot be read."""

    code = "K550"


@dataclass(frozen=True)
class Tripwire:
    """One tripwire: its name, whether it held, and what it found; a first run has for some nothing to compare."""

    name: str
    passed: bool
    said: str
    is_compared: bool = True


def tripwires_file() -> Path:
    """Return the council's own limits if it has any (``KITH_DEFINITIONS``), else those shipped."""
    own = os.environ.get("KITH_DEFINITIONS")
    if own and (Path(own) / "linkage" / "tripwires.yml").exists():
        return Path(own) / "linkage" / "tripwires.yml"
    return FILE


def read_limits(file: Path | None = None) -> dict[str, float]:
    """Return each limit by name; every one needs a reason and the day it was set."""
    file = file or tripwires_file()
    try:
        about: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        shipped = about if file == FILE else yaml.safe_load(FILE.read_text(encoding="utf-8"))
        if missing := sorted(set(shipped) ^ set(about)):
            raise ValueError(f"{missing[0]} is missing or not known")
        return {name: _limit(name, one) for name, one in about.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        why = str(error) if type(error) is ValueError else type(error).__name__
        raise TripwiresUnreadable(
            f"The limits of the linkage's tripwires cannot be read: {why}.",
            not_done="The run was not finished: without its tripwires nothing may go live.",
            mend=f"Mend {file.name} in definitions/linkage: each name needs limit (0 or more), why and since.",
        ) from error


def _limit(name: str, one: Mapping[str, Any]) -> float:
    limit, why, since = one["limit"], one["why"], one["since"]
    is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
    if not is_number or limit < 0 or not str(why).strip() or not isinstance(since, date):
        raise ValueError(f"{name} needs limit (a number of 0 or more), why and since (a day)")
    return float(limit)


def check_quality(quality: Quality, limits: Mapping[str, float]) -> list[Tripwire]:
    """Return every tripwire with its answer; what a first run cannot know holds, and says so."""
    return [
        _records_lost(quality, limits["records_lost"]),
        _mixed(quality, limits["mixed_people"]),
        Tripwire(
            "LARGEST_PERSON",
            quality.largest <= limits["largest_person"],
            f"the largest person has {quality.largest} records (limit {limits['largest_person']:.0f})",
        ),
        _churn(quality.refs, limits["ref_churn"]),
        _recall_drop(quality, limits["recall_drop"]),
        _group_gap(quality.groups, limits["group_gap"]),
        _links_jump(quality, limits["links_per_record_jump"]),
        _agency_fall(quality, limits["agency_link_fall"]),
    ]


def _records_lost(quality: Quality, limit: float) -> Tripwire:
    return Tripwire(
        "LINKAGE_RECORDS", quality.lost <= limit, f"{quality.lost} of {quality.records:,} records are nobody's"
    )


def _mixed(quality: Quality, limit: float) -> Tripwire:
    mixed = quality.precision.mixed
    if mixed is None:
        return Tripwire("LINKAGE_MIXED", True, "nobody has several records, so nobody is mixed", is_compared=False)
    # In a small run three people would pass any share: a handful is looked at, not refused.
    held = mixed.found <= limit * mixed.of + 3
    said = f"{mixed.found} of {mixed.of:,} people with several records look like two people (limit {limit:.2%})"
    return Tripwire("LINKAGE_MIXED", held, said)


def _churn(refs: Refs | None, limit: float) -> Tripwire:
    if refs is None or refs.records == 0:
        return Tripwire("REF_CHURN", True, "no earlier run to compare with", is_compared=False)
    share = refs.moved / refs.records
    said = f"{share:.1%} of the {refs.records:,} records known before have another person reference (limit {limit:.0%})"
    return Tripwire("REF_CHURN", share <= limit, said)


def _recall_drop(quality: Quality, limit: float) -> Tripwire:
    recall, before = quality.recall.typical, quality.before
    if recall is None or before is None or before.recall is None:
        return Tripwire("RECALL_DROP", True, "no recall of an earlier run to compare with", is_compared=False)
    said = f"recall went from {before.recall:.1%} to {recall.value:.1%} (limit: {limit * 100:.0f} points down)"
    return Tripwire("RECALL_DROP", before.recall - recall.value <= limit, said)


def _group_gap(groups: Iterable[Group], limit: float) -> Tripwire:
    """Stop for a gap only where chance alone would not make it: the whole interval lies below everyone's recall."""
    wide = [
        one
        for one in groups
        if one.recall and one.gap is not None and one.recall.of >= FEWEST_PAIRS and -one.gap > limit
        if one.recall.high < one.recall.value - one.gap
    ]
    said = "; ".join(
        f"{one.what} {one.value}: {-(one.gap or 0) * 100:.1f} points below everyone"
        for one in sorted(wide, key=lambda one: one.gap or 0)[:5]
    )
    return Tripwire(
        "GROUP_GAP",
        not wide,
        f"{said} (limit {limit * 100:.0f})"
        if wide
        else f"no group is more than {limit * 100:.0f} points below everyone",
    )


def _links_jump(quality: Quality, limit: float) -> Tripwire:
    before = quality.before
    if before is None or not (before.records and before.people and quality.people):
        return Tripwire("LINKS_PER_RECORD", True, "no earlier run to compare with", is_compared=False)
    was, now = before.records / before.people, quality.records / quality.people
    said = f"records per person went from {was:.2f} to {now:.2f} (limit: {limit:.0%} up)"
    return Tripwire("LINKS_PER_RECORD", now <= was * (1 + limit), said)


def _agency_fall(quality: Quality, limit: float) -> Tripwire:
    linked = quality.before.linked if quality.before else {}
    if not linked:
        return Tripwire("AGENCY_LINKS", True, "no earlier run to compare with", is_compared=False)
    fallen = [
        f"{one.source} from {linked[one.source]:.0%} to {one.linked / one.records:.0%}"
        for one in quality.sources
        if one.records >= FEWEST_RECORDS and one.source in linked
        if linked[one.source] - one.linked / one.records > limit
    ]
    said = f"links to others fell: {'; '.join(fallen)}" if fallen else "no source's links to others fell sharply"
    return Tripwire("AGENCY_LINKS", not fallen, f"{said} (limit: {limit * 100:.0f} points)")

"""What is known of how good a linkage is: one frozen value, and the same as plain JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kith.engine.linkage.quality.intervals import Share, Unseen

Value = TypeVar("Value")


@dataclass(frozen=True)
class Precision:
    """How often a link is right: by people who looked, and by what cannot be true inside one person."""

    looked: Share | None  # of a random sample of links, how many reviewers called the same person
    several: int  # people with more than one record
    contradictions: dict[str, int]  # people by kind of contradiction
    mixed: Share | None  # of people with several records, those that look like two people
    pairs_contradicting: int  # joined pairs of records with two different numbers where one person has one


@dataclass(frozen=True)
class Recall:
    """How many of the links that should be there are there, by pairs that share a verified identifier."""

    found: Share | None  # in one person as things are
    unaided: Share | None  # in one person had no identifier been compared
    enough: Share | None  # the same, of pairs whose records say enough beside it: a name, and a birth date or a place
    alone: Share | None  # of these, without help of a third record
    with_identifier: int  # records that hold one
    contradicting: int  # pairs left out: first name and birth date both differ, so the number may be borrowed
    crowded: int  # numbers left out: on more records than one person can have
    sources: int  # pairs whose two records come from two sources

    @property
    def typical(self) -> Share | None:
        """The measure by which runs and groups are compared: what names, dates and places find, where there are any."""
        return self.enough or self.found


@dataclass(frozen=True)
class Compared:
    """Which blocking rules found the linked pairs, and how many pairs no rule brought together."""

    found: int  # linked pairs that a rule found
    once: int
    twice: int
    rules: dict[str, int]
    unseen: Unseen
    joined_anyway: int  # pairs in one person that no rule compared: joined through a third record
    is_told: bool  # whether the estimate can be right: it is not where more are known to be unseen than it says
    by_another: int  # linked pairs that say enough, found by another rule than a shared identifier
    lists: Share | None  # Lincoln and Petersen: of pairs found by an identifier, those that another rule found too


@dataclass(frozen=True)
class Source:
    """One source's records: how many, how many say too little and why, how many are linked to another source."""

    source: str
    records: int
    linked: int
    too_little: dict[str, int]


@dataclass(frozen=True)
class Refs:
    """What became of the refs of the run before, and of the records that were in it too."""

    before: int
    kept: int
    merged: int
    split: int
    new: int
    gone: int
    records: int  # in both runs
    moved: int  # of these, with another ref now


@dataclass(frozen=True)
class Group:
    """One group of records: recall and precision, and the gap to everyone."""

    what: str
    value: str
    groups: int  # 1, or how many small groups stand together here
    records: int
    with_identifier: int
    recall: Share | None
    gap: float | None  # recall here less recall of everyone
    mixed: Share | None  # of its records in people with several, those in people who look mixed
    looked: Share | None  # of its links that people judged, those that are right


@dataclass(frozen=True)
class Before:
    """The figures of the run before that this one is held against."""

    records: int
    people: int
    sizes: dict[str, int]
    recall: float | None
    linked: dict[str, float]  # by source: the share of its records that are linked to another source


@dataclass(frozen=True)
class Quality:
    """How good one linkage is, as far as can be known."""

    threshold: float
    records: int
    people: int
    lost: int  # records without a person
    precision: Precision
    recall: Recall
    compared: Compared | None
    sources: tuple[Source, ...]
    sizes: dict[str, int]  # people by number of records; the last is "12 or more"
    largest: int
    refs: Refs | None
    groups: tuple[Group, ...]
    before: Before | None

    def as_json(self) -> dict[str, Any]:
        """Return the same as plain JSON values."""
        return asdict(self)

    @staticmethod
    def from_json(told: dict[str, Any]) -> Quality:
        """Return what ``as_json`` gave."""
        return _made(Quality, told)


def as_before(quality: Quality) -> Before:
    """Return what the next run is held against."""
    recall = quality.recall.typical
    return Before(
        records=quality.records,
        people=quality.people,
        sizes=quality.sizes,
        recall=recall.value if recall else None,
        linked={one.source: one.linked / one.records for one in quality.sources if one.records},
    )


def _made(kind: type[Value], told: dict[str, Any]) -> Value:
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    return kind(**{field.name: _value(hints[field.name], told[field.name]) for field in fields(kind)})


def _value(hint: Any, told: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return None if told is None else _value(get_args(hint)[0], told)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in told)
    return _made(hint, told) if is_dataclass(hint) and isinstance(hint, type) else told

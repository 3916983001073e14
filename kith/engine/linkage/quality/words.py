"""Says numbers of the linkage's quality in plain words: percentages that never round up to all, and labels of codes."""

from __future__ import annotations

from math import floor

from kith.engine.linkage.quality.grouping import OTHERS
from kith.engine.linkage.quality.intervals import Share
from kith.engine.linkage.quality.shape import Group
from kith.vocabulary.codes.ethnicity import ETHNICITIES

NOTABLE_GAP = 0.03  # a group further below everyone than this is named
NOTABLE_PAIRS = 200  # if it has so many pairs: fewer swing by chance

WHAT = {
    "born": "Year of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "source": "Source",
    "agency": "Agency",
    "deprivation": "Deprivation",
}
VALUES = {
    "sex": {"F": "Women and girls", "M": "Men and boys", "X": "Another or not said"},
    "ethnicity": ETHNICITIES,
}
REASONS = {
    "NO_NAME": "no name at all",
    "PART_OF_A_NAME": "only a first name, only a surname, or an initial",
    "DEFAULT_DATE": "a system's default in place of the birth date, and no address",
    "NAME_ONLY": "a name, but neither a birth date nor an address",
}
CONTRADICTIONS = {
    "NUMBERS": ("Two different verified numbers", "One of them is wrong, or these are two people."),
    "BIRTHS": ("Two different birth dates", "Most often a slip of the pen; sometimes two people."),
    "SEXES": ("Two sexes", "A mistaken tick or a person who changed; seldom two people, unless names differ too."),
    "LISTED_TWICE": (
        "Two records of an agency that seldom lists anybody twice",
        "The agency has a duplicate, or these are two people.",
    ),
}


def percent(share: float) -> str:
    """Return the share in per cent; what is not all is never called 100%, nor what is not nothing 0%."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    if share > 0.999:
        return f"{floor(share * 10_000) / 100:.2f}%"
    return f"{share:.2%}" if share < 0.001 else f"{share:.1%}"


def with_interval(share: Share) -> str:
    """Return the share with the range that holds the true one nineteen times in twenty."""
    return f"{percent(share.value)} (likely between {percent(share.low)} and {percent(share.high)})"


def points(gap: float) -> str:
    """Return a difference of two shares."""
    return f"{abs(gap) * 100:.1f} points {'below' if gap < 0 else 'above'} everyone"


def what_of(what: str) -> str:
    """Return what a kind of group is called."""
    return WHAT.get(what, what[:1].upper() + what[1:].replace("_", " "))


def group_name(group: Group) -> str:
    """Return what a group is called."""
    if group.value == OTHERS:
        return "Small groups together" if group.groups > 1 else "One small group"
    return VALUES.get(group.what, {}).get(group.value, group.value.replace("_", " "))


def is_notable(group: Group) -> bool:
    """Answer whether a group is so far below everyone, on so many pairs, that it must be named."""
    return bool(
        group.recall and group.recall.of >= NOTABLE_PAIRS and group.gap is not None and group.gap < -NOTABLE_GAP
    )


def is_beyond_chance(group: Group) -> bool:
    """Answer whether everyone's recall lies outside what chance would make of the group's."""
    return bool(group.recall and group.gap is not None and group.recall.high < group.recall.value - group.gap)

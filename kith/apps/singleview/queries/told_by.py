"""Names the sources of what Kith compiled: only those of agencies whose information this worker is shown anyway."""

from __future__ import annotations

from collections.abc import Container, Iterable

from kith.apps.base.pictures.findings import in_words
from kith.apps.base.words import listed

ANOTHER = "another agency"
# Every child has a school or nursery, so that one of them said it tells nothing about a family.
_EVERYBODYS = frozenset("SN")
# source: the kind of agency it comes from, and how people call it
_SOURCES = {
    "PEOPLE": ("S", "a worker who corrected it"),  # no agency's: told to whoever may read the bond
    "address_list": ("L", "the council's address list"),
    "adult_social_care": ("A", "adult social care"),
    "asb": ("B", "anti-social behaviour"),
    "attendance": ("S", "attendance"),
    "benefits": ("D", "benefits"),
    "cin_census": ("C", "social care census"),
    "early_help": ("E", "early help"),
    "exclusions": ("S", "exclusions"),
    "free_school_meals": ("D", "free school meals"),
    "health_visiting": ("H", "health visiting"),
    "housing": ("L", "housing"),
    "kith_register": ("E", "a worker who wrote it down"),
    "mental_health": ("M", "mental health"),
    "midwifery": ("H", "midwifery"),
    "note": ("E", "a note"),
    "nursery": ("N", "nursery"),
    "police": ("P", "police"),
    "probation": ("R", "probation"),
    "school_census": ("S", "school census"),
    "school_contacts": ("S", "school contacts"),
    "ssd": ("C", "social care"),
    "voluntary": ("V", "charities' return"),
    "youth_justice": ("Y", "youth justice"),
}


def name_sources(sources: Iterable[str], kinds: Container[str], most: int = 99) -> str:
    """Say who says so; a source of a kind of agency that is not in ``kinds`` is "another agency", and so is a new one.

    Above ``most`` names the rest are counted.
    """
    held = [_SOURCES.get(source, ("", "")) for source in sources]
    named = sorted({words for kind, words in held if kind and (kind in kinds or kind in _EVERYBODYS)})
    is_more = any(not kind or (kind not in kinds and kind not in _EVERYBODYS) for kind, _ in held)
    told = [*named, *([ANOTHER] if is_more else [])]
    return listed(told if len(told) <= most else [*told[: most - 1], f"{in_words(len(told) - most + 1)} more"])


def file_of(source: str, agency: str) -> str:
    """Say which of an agency's files a fact is from; nothing where that would only say the agency's name again."""
    words = _SOURCES.get(source, ("", source.replace("_", " ")))[1]
    return "" if words.casefold() in agency.casefold() else words

"""Kinds of agency: the letter that stands for each everywhere, its name, and its colour on pages.

Source: Kith's own list, checked against the agencies of the five founding studies, November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AgencyKind:
    """A kind of agency; ``letter`` is the stored code and is shown beside the colour, never colour alone."""

    letter: str
    name: str
    colour: str


AGENCY_KINDS = {
    kind.letter: kind
    for kind in (
        AgencyKind("P", "Police", "#1d4f91"),
        AgencyKind("S", "School", "#00703c"),
        AgencyKind("H", "Health", "#8f5200"),
        AgencyKind("M", "Mental health", "#6b4100"),
        AgencyKind("C", "Children's social care", "#8b2687"),
        AgencyKind("A", "Adult social care", "#5b2a86"),
        AgencyKind("L", "Housing", "#5c4033"),
        AgencyKind("B", "Anti-social behaviour", "#7a3030"),
        AgencyKind("Y", "Youth justice", "#ad1457"),
        AgencyKind("R", "Probation", "#44546a"),
        AgencyKind("D", "Benefits", "#1f5f7a"),
        AgencyKind("N", "Nursery", "#3d6b1f"),
        AgencyKind("V", "Voluntary", "#0f7a73"),
        AgencyKind("E", "Early help", "#0f7a73"),
    )
}

# That such an agency is there at all says what it is there for (a midwife, that a baby is due; probation, that there
# was a sentence), so its involvement is of that category: who may not hear of the one does not hear of the other.
TELLING_KINDS = {
    "A": "ADULT_CARE",
    "C": "SOCIAL_CARE",
    "H": "HEALTH",
    "M": "MENTAL_HEALTH",
    "P": "POLICE",
    "R": "POLICE",
    "Y": "YOUTH_JUSTICE",
}


def telling_category(letter: str) -> str:
    """Return the category of information that it is to say that an agency of this kind works with somebody."""
    return TELLING_KINDS.get(letter, "INVOLVEMENT")

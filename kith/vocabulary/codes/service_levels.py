"""How intensive the help for a family or a child is: the levels between which an episode steps up and down.

Source: the common "windscreen of need", as councils' threshold documents draw it (PROPOSAL: local names differ, and the
national names for Family Help were not settled), November 2026. A council may change the labels; the codes stay.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ServiceLevel:
    """One level; ``rank`` orders them, and ``is_statutory`` says that stepping to or from it takes a manager."""

    code: str
    label: str
    rank: int
    is_statutory: bool


SERVICE_LEVELS = {
    level.code: level
    for level in (
        ServiceLevel("1", "Universal help", 1, False),
        ServiceLevel("2", "Early help in the community", 2, False),
        ServiceLevel("3", "Family Help", 3, False),
        ServiceLevel("3S", "Family Help, child in need", 4, False),
        ServiceLevel("4", "Child protection", 5, True),
        ServiceLevel("5", "Looked after", 6, True),
    )
}
STATUTORY_LEVELS = frozenset(code for code, level in SERVICE_LEVELS.items() if level.is_statutory)

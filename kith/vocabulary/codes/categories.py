"""Categories of information: what agreements name, and how sensitive each is by default.

Source: governance design, section 2.2 (labels 0 identity, 1 core record, 2 sensitive, 3 restricted), November 2026.
A category that is not listed counts as sensitive (2).
"""

from __future__ import annotations

from dataclasses import dataclass

UNLISTED_SENSITIVITY = 2


@dataclass(frozen=True)
class Category:
    """A kind of information with its default label, 0 (identity) to 3 (restricted)."""

    code: str
    label: str
    sensitivity: int


CATEGORIES = {
    category.code: category
    for category in (
        Category("IDENTITY", "who a person is", 0),
        Category("ADDRESS", "where a person lives or lived", 0),
        Category("RELATIONS", "who is related to whom", 1),
        Category("INVOLVEMENT", "which agency works with whom", 0),
        Category("SCHOOL", "school places and needs", 1),
        Category("ATTENDANCE", "attendance and exclusions", 1),
        Category("EARLY_HELP", "early help", 1),
        Category("SOCIAL_CARE", "children's social care", 2),
        Category("HEALTH", "health", 2),
        Category("MENTAL_HEALTH", "mental health and substance misuse", 2),
        Category("ADULT_CARE", "adult social care", 2),
        Category("POLICE", "police incidents", 2),
        Category("DOMESTIC_ABUSE", "domestic abuse", 2),
        Category("YOUTH_JUSTICE", "youth justice", 2),
        Category("HOUSING", "tenancies, arrears and notices", 1),
        Category("ASB", "anti-social behaviour", 1),
        Category("BENEFITS", "benefits and free school meals", 1),
        Category("VOLUNTARY", "help from charities", 1),
        Category("PROTECTED_ADDRESS", "an address that must not be found", 3),
    )
}

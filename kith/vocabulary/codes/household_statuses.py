"""What is improbable about the people found at one address, so that nobody relies on it as a household unseen.

Source: the status codes of north-east London's household utility (International Journal of Population Data Science,
2024), which drops such households; Kith keeps them and says why. The first that holds is told. November 2026.
They are about what the records say of a place, never about the people.
"""

from __future__ import annotations

PROBABLE = "PROBABLE"

HOUSEHOLD_STATUSES = {
    "COMMUNAL": "a communal establishment: the people there are no household",
    "NOT_RESIDENTIAL": "the council's list says that nobody lives at such a place",
    "MORE_THAN_TEN": "more than ten people are recorded there",
    "CHILD_ALONE": "one child is recorded there, and nobody else",
    "UNDER_16_ONLY": "only children under 16 are recorded there",
    "NO_ADULT": "nobody recorded there is 18 or older",
    "DATES_CONTRADICT": "some were recorded elsewhere after they were recorded there",
    PROBABLE: "nothing is improbable",
}

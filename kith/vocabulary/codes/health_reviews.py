"""Health visitors' reviews, and the gender codes of the health service.

Sources, as recalled in November 2026 and not checked against the documents: the mandated reviews of the Healthy Child
Programme for England (the codes are ours); PERSON STATED GENDER CODE of the NHS Data Model and Dictionary.
"""

from __future__ import annotations

HEALTH_REVIEWS = {
    "AN": "Before birth",
    "NBV": "New birth visit",
    "6W": "6 to 8 weeks",
    "1Y": "12 months",
    "2Y": "2 to 2½ years",
    "ADD": "Additional visit",
}

STATED_GENDERS = {"1": "Male", "2": "Female", "9": "Indeterminate", "X": "Not known"}

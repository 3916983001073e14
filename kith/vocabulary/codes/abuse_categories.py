"""Under which category a child protection plan was made.

Source: DfE CIN census code set (NEG, PHY, SAB, EMO, MUL), from memory of the 2023-24 guide: not in the list that was
checked for Kith, so a council officer should confirm it. Never shown below the level "detail".
"""

from __future__ import annotations

ABUSE_CATEGORIES = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "More than one category",
}

"""How whoever told the front door was answered.

Source: Kith's own list, November 2026 (a proposal; a council may change it).
"""

from __future__ import annotations

IN_KITH, NOT_POSSIBLE = "IN_KITH", "NOT_POSSIBLE"
FEEDBACK_WAYS = {
    IN_KITH: "In Kith, where they follow it",
    "PHONE": "By telephone",
    "EMAIL": "By secure e-mail",
    "LETTER": "By letter",
    "IN_PERSON": "In person",
    NOT_POSSIBLE: "They cannot be answered, or it is not safe",
}

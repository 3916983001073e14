"""Why somebody must not be found.

Source: the cases that ContactPoint's shielding guidance named (2008), in Kith's own words, November 2026.
"""

from __future__ import annotations

SHIELD_REASONS = {
    "REFUGE": "In a refuge, or hiding from somebody who has hurt them",
    "ADOPTION": "Adopted, and not to be found by who they were",
    "WITNESS": "A protected witness",
    "COURT_ORDER": "A court says that where they are must not be told",
    "OTHER_DANGER": "In danger for another reason",
}

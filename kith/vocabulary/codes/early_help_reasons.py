"""Why early help began: the headline a family and its first worker chose together.

Source: the ten headline outcomes of the Supporting Families framework 2022-25 (codes are Kith's), November 2026.
A council's own register often has its own list: change it here or in the source's spec.py.
"""

from __future__ import annotations

EARLY_HELP_REASONS = {
    "SF01": "Getting a good education",
    "SF02": "A good start in the early years",
    "SF03": "Better mental and physical health",
    "SF04": "Help with alcohol or drugs",
    "SF05": "Better relationships at home",
    "SF06": "Children safe from harm",
    "SF07": "Staying out of trouble",
    "SF08": "Safe from domestic abuse",
    "SF09": "A secure home",
    "SF10": "Money and work",
}

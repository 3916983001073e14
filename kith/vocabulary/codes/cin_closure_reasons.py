"""Why a child-in-need episode ended.

Source: DfE CIN census code set, 2023-24 guide, taken November 2026. Labels shortened.
"""

from __future__ import annotations

CIN_CLOSURE_REASONS = {
    "RC1": "Adopted",
    "RC2": "Died",
    "RC3": "Child arrangements order",
    "RC4": "Special guardianship order",
    "RC5": "Moved to another council",
    "RC6": "Moved to adult social care",
    "RC7": "Help no longer needed, or ended for another reason",
    "RC8": "Ended after assessment",
    "RC9": "Ended after assessment, passed to early help",
}

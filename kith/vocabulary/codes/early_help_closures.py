"""Why a spell of early help ended.

Source: Kith's proposal; the first four follow Warwickshire's ending process. There is no national list. November 2026.
"""

from __future__ import annotations

EARLY_HELP_CLOSURES = {
    "MET": "Needs met",
    "SINGLE": "One agency carries on",
    "STEPUP": "Social care took the lead",
    "DECLINED": "The family chose to stop",
    "PARTMET": "Some needs met, family content to end",
    "NOENGAGE": "Ended after agreed attempts to meet",
    "NOCONTACT": "Could not be reached",
    "MOVED": "Moved away",
    "TRANSFER": "Passed to another lead agency",
    "NOTNEEDED": "No help needed",
    "AGED": "Youngest child grown up",
    "DIED": "A death in the family",
    "ERROR": "Opened in error",
}

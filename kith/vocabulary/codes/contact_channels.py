"""How word of a family reached the front door.

Source: Kith's own list, November 2026 (a proposal: no national list was seen; a council may change it).
"""

from __future__ import annotations

WEB_FORM = "WEB_FORM"  # written in Kith by whoever tells
OWN_WAY = "OWN_WAY"  # written by the family, or somebody who knows them, on the pages that need no sign-in
CONTACT_CHANNELS = {
    "PHONE": "By telephone",
    WEB_FORM: "On the form in Kith",
    OWN_WAY: "On the family's own way in",
    "EMAIL": "By e-mail",
    "LETTER": "By letter",
    "IN_PERSON": "In person",
    "REPORT": "In a report, such as a police notice",
}

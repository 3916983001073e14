"""How word of a family reached the front door.

Source: Kith's own list, November 2026 (a proposal: no national list was seen; a council may change it).
"""

from __future__ import annotations

WEB_FORM = "WEB_FORM"  # written in Kith by whoever tells
CONTACT_CHANNELS = {
    "PHONE": "By telephone",
    WEB_FORM: "On the form in Kith",
    "EMAIL": "By e-mail",
    "LETTER": "By letter",
    "IN_PERSON": "In person",
    "REPORT": "In a report, such as a police notice",
}

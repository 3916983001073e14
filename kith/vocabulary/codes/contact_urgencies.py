"""How soon somebody must look at a contact, and which clock it starts.

Source: colours and hours of the Surrey police MASH practice, as given in a published prevention of future deaths reply
(SEEN; local, so a council sets its own in ``definitions/clocks``). Words are Kith's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContactUrgency:
    """``clock`` is the rule in ``definitions/clocks`` beside that of the working day; empty for none of its own."""

    code: str
    label: str
    clock: str


CONTACT_URGENCIES = {
    urgency.code: urgency
    for urgency in (
        ContactUrgency("RED", "Red: somebody may be hurt today", "contact_red"),
        ContactUrgency("AMBER", "Amber: it should not wait beyond tomorrow", "contact_amber"),
        ContactUrgency("GREEN", "Green: nobody is in danger", "contact_green"),
        ContactUrgency("BLUE", "Blue: for information", ""),
    )
}

"""What the front door may decide about a contact.

Source: the headings of ADCS Safeguarding Pressures phase 9, table 5 (REF_CSC, EH, IAG, NFA, OTH: SEEN); the others are
Kith's (LINK, URGENT, OOA, BACK: a proposal). Labels are in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContactOutcome:
    """``told`` is how it is said to whoever told the front door; ``is_passed``: somebody must take it on."""

    code: str
    label: str
    told: str
    is_passed: bool = False
    needs_agreement: bool = False  # work with the family that rests on their yes


CONTACT_OUTCOMES = {
    outcome.code: outcome
    for outcome in (
        ContactOutcome("URGENT", "Act now: strategy discussion or emergency", "It is being acted on now.", True),
        ContactOutcome("REF_CSC", "Refer to children's social care", "It went to children's social care.", True),
        ContactOutcome("EH", "Pass to early help", "It went to early help.", True, needs_agreement=True),
        ContactOutcome("LINK", "Give to whoever works with them already", "It went to who works with them.", True),
        ContactOutcome("IAG", "Give advice or say where help is", "We gave advice, or said where help is."),
        ContactOutcome("BACK", "Ask whoever told us for more", "We need something more from you."),
        ContactOutcome("OOA", "Pass to another council", "It went to another council."),
        ContactOutcome("NFA", "Do nothing more", "We decided to do nothing more."),
        ContactOutcome("OTH", "Something else", "We decided on something else."),
    )
}

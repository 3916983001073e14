"""Makes contacts in the small world, the way that pages do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from kith.apps.frontdoor.shapes import FamilyKnows, Named, NewContact, ToldBy

ELLA = Named("CHILD", "Ella", "Marlowe", date(2015, 5, 14), postcode="QX4 7TN", relation="Daughter")
JAY = Named("CHILD", "Jay", "Marlowe", date(2020, 8, 8), postcode="QX4 7TN", relation="Son")
RYAN = Named("CHILD", "Ryan", "Marlowe-Stott", date(2009, 6, 1), postcode="QX4 7TN", relation="Son")
DAWN = Named("ADULT", "Dawn", "Marlowe", date(1984, 2, 3), nhs_number="9990001111", relation="Mother")
KIT = Named("CHILD", "Kit", "Quill", date(2016, 4, 4), postcode="QX4 7TN")
RUTH = Named("ADULT", "Ruth", "Quill", date(1990, 4, 4), postcode="QX4 7TN")
STRANGER = Named("CHILD", "Somebody", "Unknown", born_said="about eight", relation="Seen at the bus stop")
WORDS = "The children came in without lunch three days running, and their mother asked us for help."
REASON = "Their mother asks for help with money, and the school can begin at once with a lead worker."
TRIAGE = "TRIAGE"


def new_contact(*people: Named, channel: str = "PHONE", **changes: Any) -> NewContact:
    """Return a contact that a school's head tells by telephone."""
    values: dict[str, Any] = {
        "channel": channel,
        "told_by": ToldBy("2A", "Head Teacher", "Northmoor Primary", "01632 960001"),
        "words": WORDS,
        "received_at": timezone.now(),
        "people": people,
    }
    return NewContact(**(values | changes))


def make_contact(worker: Any, *people: Named, **changes: Any) -> str:
    """Write one down as the front door does, and return its reference."""
    from kith.apps.frontdoor.actions import write_down

    return write_down(new=new_contact(*people, **changes), purpose=TRIAGE, by=worker)


def look_at(worker: Any, ref: str) -> None:
    """Do all that must be done before a decision."""
    from kith.apps.frontdoor import actions

    about = {"ref": ref, "purpose": TRIAGE, "by": worker}
    knows = FamilyKnows("YES", "Their mother was in the room.", "YES", "Mornings, by telephone")
    actions.change(urgency="GREEN", reasons=("HOME",), knows=knows, **about)
    actions.look_for_people(**about)
    actions.note_looked_before(note="One contact two years ago.", **about)


def decide(worker: Any, ref: str, outcome: str = "IAG", **changes: Any) -> None:
    """Decide it."""
    from kith.apps.frontdoor.actions import decide as decide_contact
    from kith.apps.frontdoor.actions.decide import Decided

    decide_contact(ref=ref, decided=Decided(outcome, REASON, **changes), purpose=TRIAGE, by=worker)


def answer(worker: Any, ref: str, how: str = "PHONE") -> None:
    """Tell whoever told us."""
    from kith.apps.frontdoor.actions import tell_referrer

    tell_referrer(ref=ref, text="Thank you. The family was offered help.", how=how, purpose=TRIAGE, by=worker)

"""What goes into a contact: who told us, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from kith.apps.frontdoor.models.contact_person import ADULT, CHILD

NO_WORKER = 0  # stands for the writer where the family wrote it themselves
MOST_PEOPLE = 40  # twelve children, and everybody else whom somebody may name


@dataclass(frozen=True)
class ToldBy:
    """Who told the front door, and how they can be reached."""

    source_code: str
    name: str = ""
    agency: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Named:
    """One child or adult as they were named; whatever is not known stays empty."""

    role: str
    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    born_said: str = ""
    relation: str = ""
    address: str = ""
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""
    needs: str = ""

    @property
    def is_anybody(self) -> bool:
        """Answer whether anything was said of them."""
        return any((self.forename, self.surname, self.born_on, self.born_said, self.relation, self.address))


@dataclass(frozen=True)
class FamilyKnows:
    """Whether the family was told and agreed, and how it is safe to reach them."""

    told: str = ""
    told_note: str = ""
    agreed: str = ""
    safe_to_contact: str = ""


@dataclass(frozen=True)
class NewContact:
    """All that is written down when a contact comes in."""

    channel: str
    told_by: ToldBy
    words: str
    received_at: datetime
    reasons: tuple[str, ...] = ()
    urgency: str = ""
    is_restricted: bool = False
    knows: FamilyKnows = field(default_factory=FamilyKnows)
    people: tuple[Named, ...] = ()


ROLE_WORDS = {CHILD: "Child or young person", ADULT: "Adult"}

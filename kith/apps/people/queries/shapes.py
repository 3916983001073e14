"""The shapes in which people and families leave this room: frozen, and already cut to what the worker may see.

Levels: 0 nothing, 1 yes or no, 2 whom to contact, 3 summary (kind and dates), 4 detail. A field that a level does not
reach is ``None``; a row at level 0 is not there at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WITHHELD_ADDRESS = "An address is withheld"
LIVES_ELSEWHERE = "Lives elsewhere"


@dataclass(frozen=True)
class FamilyHeader:
    """The top of a family's page. ``agencies_now`` counts agencies whose current work this worker may know of."""

    family_ref: str
    name: str
    relationship: str  # in words for the page: "You are this family's lead worker"
    lead_worker: str | None
    lead_agency: str | None
    lead_since: date | None
    agencies_now: int
    as_at: date  # the day that the facts speak of
    is_hiding: bool = False  # somebody on the page must not be found by others


@dataclass(frozen=True)
class Member:
    """One person of the family. ``lives_at`` is a dwelling id of ``list_residences``; empty if unknown or withheld."""

    person_ref: str
    name: str  # "Ella Marlowe"
    short_name: str  # "Ella"; "Baby due March 2027" for a baby not yet born
    role: str  # CHILD, PARENT or OTHER_ADULT
    age: int | None  # on the page's day; at death for a person who has died
    born_on: date | None
    due_on: date | None
    died_on: date | None
    sex: str | None  # F, M, X
    lives_at: str | None
    is_first_referred: bool


@dataclass(frozen=True)
class RelationRow:
    """A bond between two members that the worker may see: FROM is KIND of TO."""

    from_ref: str
    kind: str
    to_ref: str
    valid_from: date | None
    valid_to: date | None
    sources: tuple[str, ...]
    is_questioned: bool = False  # a worker says it is wrong, and a second has not said so yet


@dataclass(frozen=True)
class ResidenceRow:
    """Where a member lives or lived.

    When ``is_withheld``, ``address`` is WITHHELD_ADDRESS and there is no id. For an adult who lives apart from the
    children it is LIVES_ELSEWHERE, with an id that only tells one place from another.
    """

    person_ref: str
    dwelling_id: str | None
    address: str
    postcode: str | None
    valid_from: date | None
    valid_to: date | None
    last_seen_on: date | None
    is_withheld: bool
    is_communal: bool
    sources: tuple[str, ...] = ()  # none for a place that is withheld or elsewhere
    household_status: str = ""  # a code, where something is improbable about who is recorded there now
    is_said_left: bool = False  # a worker said that they live there no longer
    is_contradicted: bool = False  # a worker said so, and an agency told something newer since

    @property
    def is_current(self) -> bool:
        """Answer whether the person lives there still, as far as is known."""
        return self.valid_to is None


@dataclass(frozen=True)
class InvolvementRow:
    """An agency's work with one member. At level 2 there is a contact but no dates; at 1 nothing but the agency."""

    person_ref: str
    agency_id: str
    agency_name: str
    agency_kind: str
    level: int
    service: str | None
    worker_name: str | None
    worker_email: str | None
    worker_phone: str | None
    role: str | None
    is_lead: bool
    is_current: bool
    valid_from: date | None
    valid_to: date | None
    last_contact_on: date | None
    current_as_of: date | None  # the day of this agency's newest delivery
    records: tuple[str, ...] = ()  # of the person, that say so; never shown


@dataclass(frozen=True)
class FactRow:
    """One dated thing, at level 3 (kind and dates) or 4 (detail, amount and unit too)."""

    fact_id: str
    person_ref: str | None
    dwelling_id: str | None  # for a fact about a place ("Household" on the page)
    agency_id: str
    agency_name: str
    agency_kind: str
    kind: str
    label: str
    tone: str  # STRENGTH, WORRY or NEUTRAL
    category: str
    level: int
    happened_on: date
    ended_on: date | None
    is_spell: bool
    detail: str | None
    amount: float | None
    unit: str | None
    source: str
    current_as_of: date | None = None  # the day of this agency's newest delivery
    record: str = ""  # of the person, that says so; never shown


@dataclass(frozen=True)
class LevelRow:
    """One line of "What you can see, and why": an agency, how much of what it holds, which gate set that, in words."""

    agency_id: str
    agency_name: str
    agency_kind: str
    categories: tuple[str, ...]  # labels in plain words, sorted
    level: int
    level_label: str  # "everything", "summary", "whom to contact", "yes or no"
    gate: str | None
    reason: str


@dataclass(frozen=True)
class FoundPerson:
    """A person in a search answer."""

    person_ref: str
    name: str
    age: int | None
    role: str | None
    is_match: bool


@dataclass(frozen=True)
class FoundFamily:
    """A family that the worker may open; ``people`` are those they may see, the ones that matched first."""

    family_ref: str
    name: str
    relationship: str  # "Your family: you are their lead worker"
    is_hiding: bool  # somebody whom this worker may see must not be found by others
    people: tuple[FoundPerson, ...]


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found. Empty is one and the same answer for no match, not allowed, shielded and out of view."""

    families: tuple[FoundFamily, ...] = ()
    people: tuple[FoundPerson, ...] = ()  # people the worker works with who have no family page open to them

    @property
    def is_empty(self) -> bool:
        """Answer whether the page says the one sentence "Nothing found that you can see"."""
        return not self.families and not self.people

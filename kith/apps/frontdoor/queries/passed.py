"""Reads what the front door offers an agency: for its managers, who accept it or give it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import SignedInWorker, list_worker_names
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.base.clock import today
from kith.apps.base.words import listed
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Contact, ContactPerson, Passing, Said
from kith.apps.frontdoor.models.passing import OFFERED
from kith.apps.frontdoor.queries.people import PersonRow, about_whom, person_row
from kith.apps.frontdoor.refusals import NoSuchPassing
from kith.apps.governance.access import open_desk
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES


@dataclass(frozen=True)
class PassedRow:
    """One contact that is offered, with all that its receiver needs so that nobody is asked again."""

    ref: str
    contact_ref: str
    about: str
    to_team: str
    level: str
    outcome: str
    reason: str
    offered_by: str
    offered_at: datetime
    said: tuple[tuple[datetime, str], ...]
    people: tuple[PersonRow, ...]
    family_told: str
    agreed: str
    safe_to_contact: str
    looked_before_note: str

    @property
    def families(self) -> tuple[tuple[str, str], ...]:
        """Each family of whom it is about, by reference, with the names of those who are of it."""
        names: dict[str, list[str]] = {}
        for person in self.people:
            if person.family_ref:
                names.setdefault(person.family_ref, []).append(person.name)
        return tuple((family_ref, listed(found)) for family_ref, found in names.items())


def list_passed(worker: SignedInWorker, *, purpose: Purpose = None) -> tuple[PassedRow, ...]:
    """Return what waits for this manager's agency, the oldest first; the list is logged."""
    with open_desk(worker, action=LIST, about="CONTACTS_PASSED", purpose=purpose):
        rows = Passing.objects.filter(state=OFFERED, to_agency_id=worker.agency_id).select_related("decision")
        return _rows(list(rows.order_by("offered_at")))


def get_passed(worker: SignedInWorker, ref: str, *, purpose: Purpose = None) -> PassedRow:
    """Return one that waits for this manager's agency, or raise; the view is logged with whom it is about."""
    mine = Passing.objects.filter(pk=ref, to_agency_id=worker.agency_id, state=OFFERED).select_related("decision")
    with open_desk(worker, action=LIST, about="CONTACTS_PASSED", purpose=purpose):
        found = _rows(list(mine))
    if not found:
        raise NoSuchPassing
    with open_contact(worker, found[0].contact_ref, action=VIEW, purpose=purpose):
        return found[0]


def _rows(passings: list[Passing]) -> tuple[PassedRow, ...]:
    contacts = Contact.objects.in_bulk([each.contact_id for each in passings])
    names = list_worker_names(each.offered_by for each in passings)
    return tuple(_row(each, contacts[each.contact_id], names) for each in passings if each.contact_id in contacts)


def _row(passing: Passing, contact: Contact, names: dict[int, str]) -> PassedRow:
    people = list(ContactPerson.objects.filter(contact=contact, left_out_why="").order_by("number"))
    said = Said.objects.filter(contact=contact).order_by("at")
    return PassedRow(
        ref=passing.ref,
        contact_ref=contact.ref,
        about=about_whom(people),
        to_team=passing.to_team,
        level=passing.level,
        outcome=CONTACT_OUTCOMES[passing.decision.outcome].label,
        reason=passing.decision.reason,
        offered_by=names.get(passing.offered_by, ""),
        offered_at=passing.offered_at,
        said=tuple((each.at, each.words) for each in said),
        people=tuple(person_row(person, today()) for person in people),
        family_told=contact.family_told,
        agreed=contact.agreed,
        safe_to_contact=contact.safe_to_contact,
        looked_before_note=contact.looked_before_note,
    )

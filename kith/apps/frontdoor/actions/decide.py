"""Decides about a contact, passes it on where somebody must take it, and opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import SignedInWorker, get_agencies
from kith.apps.audit.actions import DECIDE
from kith.apps.base.refs import new_ref
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.clocks import decision_due, feedback_due
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Contact, ContactPerson, Decision, Passing
from kith.apps.frontdoor.models.passing import OFFERED, TAKEN_BACK
from kith.apps.frontdoor.refusals import NotYetDecidable
from kith.rules.contact_states import CLOSED, DECIDED, REOPENED, Looked, missing_for_decision
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES


@dataclass(frozen=True)
class Decided:
    """What was decided; an agency, and a level where it is known, only where it is passed on."""

    outcome: str
    reason: str
    to_agency_id: str = ""
    to_team: str = ""
    level: str = ""


def decide(*, ref: str, decided: Decided, purpose: Purpose, by: SignedInWorker) -> None:
    """Keep the decision and its reason; pass the contact on; start the clock for answering whoever told us."""
    outcome = CONTACT_OUTCOMES[decided.outcome]
    assert not outcome.is_passed or decided.to_agency_id in get_agencies(), "the form offers no other"
    with open_contact(by, ref, action=DECIDE, purpose=purpose, reason_given=True) as desk:
        contact = get_locked(ref)
        if missing := missing_for_decision(looked_at(contact), outcome.code):
            raise NotYetDecidable(missing)
        decision = _keep(contact, decided, is_passed=outcome.is_passed, by=by, now=desk.now)
        if outcome.is_passed:
            _pass_on(contact, decision)
        Contact.objects.filter(pk=contact.pk).update(state=DECIDED, feedback_due_at=feedback_due(desk.now).at)


def looked_at(contact: Contact) -> Looked:
    """Return what has been done about a contact so far."""
    people = list(ContactPerson.objects.filter(contact=contact, left_out_why=""))
    return Looked(
        has_people=bool(people),
        looked_for_all=all(one.person_ref or one.tried_at or one.not_found_why for one in people),
        looked_before=contact.looked_before_at is not None,
        family_told=contact.family_told,
        agreed=contact.agreed,
    )


def reopen(*, ref: str, why: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Open a decided contact again, with its reason; the clock starts anew. What nobody has accepted is taken back."""
    with open_contact(by, ref, action=DECIDE, purpose=purpose, reason_given=True) as desk:
        contact = get_locked(ref, {DECIDED, CLOSED})
        Passing.objects.filter(contact=contact, state=OFFERED).update(
            state=TAKEN_BACK, answered_by=by.worker_id, answered_at=desk.now, returned_why=why
        )
        due = decision_due("", desk.now)
        Contact.objects.filter(pk=contact.pk).update(
            state=REOPENED, reopened_why=why, closed_at=None, feedback_due_at=None, due_at=due.at,
            due_rule=due.rule_id, due_version=due.version, taken_by=by.worker_id, taken_at=desk.now,
        )  # fmt: skip


def _keep(contact: Contact, decided: Decided, *, is_passed: bool, by: SignedInWorker, now: datetime) -> Decision:
    return Decision.objects.create(
        contact=contact,
        number=Decision.objects.filter(contact=contact).count() + 1,
        outcome=decided.outcome,
        reason=decided.reason,
        to_agency_id=decided.to_agency_id if is_passed else "",
        to_team=decided.to_team if is_passed else "",
        level=decided.level if is_passed else "",
        decided_by=by.worker_id,
        decided_at=now,
        due_at=contact.due_at,
    )


def _pass_on(contact: Contact, decision: Decision) -> None:
    Passing.objects.create(
        ref=new_ref("PA"),
        contact=contact,
        decision=decision,
        to_agency_id=decision.to_agency_id,
        to_team=decision.to_team,
        level=decision.level,
        offered_by=decision.decided_by,
        offered_at=decision.decided_at,
    )

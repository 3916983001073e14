"""Answers for an agency what the front door offered it: accepts it, or gives it back with a reason."""

from __future__ import annotations

from typing import Any

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import DECIDE
from kith.apps.frontdoor.clocks import decision_due
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Passing
from kith.apps.frontdoor.models.passing import ACCEPTED, OFFERED, RETURNED
from kith.apps.frontdoor.queries.passed import get_passed
from kith.apps.frontdoor.refusals import NoSuchPassing


def accept_passed(*, ref: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Take on what was offered to the manager's agency.

    The ties by which its managers could look at the family end with the transaction: open the episode in the same one.
    """
    _answer(ref, purpose, by, state=ACCEPTED)


def return_passed(*, ref: str, why: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Give back what was offered, with a reason: it is open at the front door again, and its clock starts anew."""
    _answer(ref, purpose, by, state=RETURNED, returned_why=why)


def _answer(ref: str, purpose: Purpose, by: SignedInWorker, **answer: Any) -> None:
    contact_ref = get_passed(by, ref, purpose=purpose).contact_ref
    with open_contact(by, contact_ref, action=DECIDE, purpose=purpose, reason_given="returned_why" in answer) as desk:
        offered = Passing.objects.filter(pk=ref, state=OFFERED, to_agency_id=by.agency_id)
        offered = offered.exclude(offered_by=by.worker_id)  # nobody takes on what they offered themselves
        again = decision_due("", desk.now).at
        if not offered.update(answered_by=by.worker_id, answered_at=desk.now, again_due_at=again, **answer):
            raise NoSuchPassing

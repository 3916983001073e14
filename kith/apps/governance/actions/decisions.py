"""Records decisions to share or not, requests from outside the agreements, notices done, reasons that lift a gate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import OutsideRequest, SafeguardingReason, SharingDecision, StopNotice
from kith.apps.governance.policy_data import is_duty_in_force
from kith.apps.governance.queries.reasons import find_last_lifting_reason
from kith.rules.access import Purpose
from kith.rules.emergency import find_fault
from kith.vocabulary.codes.lawful_bases import DUTY
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.queries import PurposeChoice

DECIDED_WITHIN = timedelta(days=5)
LIFTED_FOR = timedelta(hours=8)
LIFT_FAMILY_GATE = "LIFT_FAMILY_GATE"


class ReasonLiftsNothing(KithError):
    """A reason was typed that says too little, repeats the last one, or is for another purpose than safety."""

    code = "K434"


class DecisionNotYours(KithError):
    """A request from outside was answered by somebody it was not put to, or answered already."""

    code = "K435"


class DutyNotBegun(KithError):
    """The 2026 Act's duty was named as the basis before the council confirmed that it is in force."""

    code = "K436"


def record_decision(
    *,
    by: SignedInWorker,
    asked_by: str,
    held_by: str,
    what: str,
    outcome: str,
    basis: str,
    reason: str,
    detriment: str = "",
    is_identifier_withheld: bool = False,
    about: str = "",
    family_ref: str = "",
    person_ref: str = "",
) -> str:
    """Record that something was shared, or was not, with basis, reason and the harm that was feared."""
    subjects = [person_ref] if person_ref else []
    with open_desk(by, action=DECIDE, family_ref=family_ref, subject_refs=subjects) as desk:
        return _write_decision(
            by=by,
            on=desk.on,
            decided_at=desk.now,
            asked_by=asked_by,
            held_by=held_by,
            what=what,
            outcome=outcome,
            basis=basis,
            reason=reason,
            detriment=detriment,
            is_identifier_withheld=is_identifier_withheld,
            about=about,
            family_ref=family_ref,
            person_ref=person_ref,
        )


def receive_outside_request(
    *,
    by: SignedInWorker,
    kind: str,
    asked_by: str,
    about: str,
    wanted: str,
    their_basis: str,
    held_by: str,
    received_on: date,
    decider_id: int,
) -> str:
    """Write down a request from outside the agreements. It stands refused until the person named decides otherwise.

    Nobody is looked up for it: ``about`` is what the asker wrote.
    """
    with open_desk(by, action=WRITE) as desk:
        row = OutsideRequest.objects.create(
            ref=new_ref("OR"),
            kind=kind,
            asked_by=asked_by,
            about=about,
            wanted=wanted,
            their_basis=their_basis,
            held_by=held_by,
            received_on=received_on,
            recorded_by=by.worker_id,
            recorded_at=desk.now,
            agency_id=by.agency_id,
            decider_id=decider_id,
            due_on=received_on + DECIDED_WITHIN,
        )
    return row.ref


def decide_outside_request(
    *, by: SignedInWorker, ref: str, outcome: str, basis: str, reason: str, what: str, detriment: str = ""
) -> str:
    """Decide about a request that was put to ``by``; return the decision's reference."""
    with open_desk(by, action=DECIDE) as desk:
        row = OutsideRequest.objects.filter(ref=ref).first()
        if row is None or row.decision_ref or row.decider_id != by.worker_id:
            raise DecisionNotYours(
                "This request is not put to you, or is decided already.",
                not_done="Nothing was decided and nothing was shared.",
                mend="The page of the request names who decides; ask them.",
            )
        row.decision_ref = _write_decision(
            by=by,
            on=desk.on,
            decided_at=desk.now,
            asked_by=row.asked_by,
            held_by=row.held_by,
            what=what,
            outcome=outcome,
            basis=basis,
            reason=reason,
            detriment=detriment,
            about=row.ref,
        )
        row.save()
        return row.decision_ref


def mark_stopped(*, by: SignedInWorker, ref: str, what_was_done: str) -> None:
    """Say that one's agency has stopped using what it was shown of somebody who took back their yes."""
    with open_desk(by, action=DECIDE) as desk:
        StopNotice.objects.filter(ref=ref, to_agency=by.agency_id, done_at=None).update(
            done_at=desk.now, done_by=by.worker_id, what_was_done=what_was_done
        )


def give_safeguarding_reason(
    *, by: SignedInWorker, purpose: PurposeChoice | str | None, family_ref: str, reason: str
) -> None:
    """Lift the family's own agreement for one family, for eight hours of this sitting; a sample is read each week.

    The same is written whether there is such a family or not.
    """
    code = str(getattr(purpose, "code", purpose))
    with open_desk(by, action=LIFT_FAMILY_GATE, purpose=purpose, family_ref=family_ref, reason_given=True) as desk:
        fault = find_fault(reason, find_last_lifting_reason(by))
        if fault or code != Purpose.SAFEGUARDING or not by.session_ref:
            raise ReasonLiftsNothing(
                fault or "Only to keep a child or adult safe is the family's own agreement lifted.",
                not_done="Nothing more was opened.",
                mend="Choose that purpose if it is yours, and say what has happened.",
            )
        SafeguardingReason.objects.create(
            ref=new_ref("SR"),
            worker_id=by.worker_id,
            agency_id=by.agency_id,
            session_ref=by.session_ref,
            family_ref=family_ref,
            reason=reason,
            at=desk.now,
            ends_at=desk.now + LIFTED_FOR,
        )


def _write_decision(*, by: SignedInWorker, on: date, basis: str, **decided: object) -> str:
    is_under_duty = is_duty_in_force(on)
    if basis == DUTY and not is_under_duty:
        raise DutyNotBegun(
            "The duty to share of the 2026 Act is not in force here yet.",
            not_done="Nothing was recorded.",
            mend="Choose the basis that you act on today; the council confirms when the duty begins.",
        )
    row = SharingDecision.objects.create(
        ref=new_ref("SD"),
        basis=basis,
        is_under_duty=is_under_duty,
        decided_by=by.worker_id,
        agency_id=by.agency_id,
        **decided,
    )
    return row.ref

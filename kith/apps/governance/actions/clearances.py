"""Gives a worker a clearance beyond their role's: proposed by one, approved by another, withdrawn by either at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kith.apps.agencies import actions as agencies
from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.governance.access import open_desk
from kith.apps.governance.policies import check_can_give_clearance
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


class ClearanceNotYours(KithError):
    """A clearance was proposed for oneself, or approved by who proposed it or whom it is for."""

    code = "K458"


def propose_clearance(
    *, by: SignedInWorker, worker_id: int, kind: str, level: int | None, reason: str, valid_to: date
) -> None:
    """Ask that a worker be cleared until ``valid_to``; it counts when another approves it."""
    check_can_give_clearance(by)
    if worker_id == by.worker_id:
        raise _two_others()
    with open_desk(by, action=WRITE) as desk:
        agencies.propose_clearance(
            worker_id=worker_id,
            kind=kind,
            level=level,
            reason=reason,
            valid_from=desk.on,
            valid_to=valid_to,
            proposed_at=desk.now,
            by=by.worker_id,
        )


def decide_clearance(*, by: SignedInWorker, clearance_id: int, is_approved: bool) -> None:
    """Approve or decline what another proposed for a third."""
    check_can_give_clearance(by)
    with open_desk(by, action=DECIDE) as desk:
        if not agencies.decide_clearance(
            clearance_id=clearance_id, is_approved=is_approved, at=desk.now, by=by.worker_id
        ):
            raise _two_others()


def withdraw_clearance(*, by: SignedInWorker, clearance_id: int) -> None:
    """Take a clearance away, from the next page that its worker opens."""
    check_can_give_clearance(by)
    with open_desk(by, action=DECIDE) as desk:
        agencies.withdraw_clearance(clearance_id=clearance_id, at=desk.now, by=by.worker_id)


def _two_others() -> ClearanceNotYours:
    return ClearanceNotYours(
        "A clearance takes two people, and neither of them may be the one who is cleared.",
        not_done="No clearance was given.",
        mend="Ask a colleague in information governance, or an administrator, to do this part.",
    )

"""Opens a family in an emergency or on a worker's own word, closes it again, and keeps what the reviewers say of it.

Whether there is such a family, and whether anybody in it may be found, makes no difference here: the same rows are
written and the same people are alerted. What it opens is decided at the door.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kith.apps.audit.actions import DECIDE, SIGN_OUT
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import BreakGlass, BreakGlassReview
from kith.apps.governance.queries.emergency import count_claims_in_force, find_last_reason
from kith.rules.access import Purpose
from kith.rules.emergency import GLASS, MOST_CLAIMS, SELF_CLAIM, ends_at, find_fault
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.queries import PurposeChoice

BREAK_GLASS, CLOSE_GLASS, SELF_CLAIM_TIE = "BREAK_GLASS", "CLOSE_GLASS", "SELF_CLAIM"  # as the log names them
_REF = re.compile(r"[A-Z0-9-]{1,20}")
NO_SUCH_REF = "-"


class OnlyForSafety(KithError):
    """An emergency opening was asked for another purpose than keeping somebody safe."""

    code = "K451"


class ReasonWillNotDo(KithError):
    """The reason says too little, or is that of the last time."""

    code = "K452"


class TooManyClaims(KithError):
    """A worker has said of as many families as may be at once that they work with them."""

    code = "K453"


class ReviewNotYours(KithError):
    """A review was answered that is another agency's, one's own opening, or answered already."""

    code = "K454"


def break_glass(*, by: SignedInWorker, purpose: PurposeChoice | str | None, family_ref: str, reason: str) -> str:
    """Open one family for 60 minutes in this sitting; return the reference under which it is reviewed."""
    if str(getattr(purpose, "code", purpose)) != Purpose.SAFEGUARDING:
        raise OnlyForSafety(
            "A family is opened in an emergency only to keep a child or adult safe.",
            not_done="Nothing was opened.",
            mend="If that is why you look, choose that purpose first. If not, ask the front door.",
        )
    return _begin(GLASS, BREAK_GLASS, by=by, purpose=purpose, family_ref=family_ref, reason=reason)


def claim_tie(*, by: SignedInWorker, purpose: PurposeChoice | str | None, family_ref: str, reason: str) -> str:
    """Take the worker's word for 24 hours that they work with a family; return the reference of its review."""
    return _begin(SELF_CLAIM, SELF_CLAIM_TIE, by=by, purpose=purpose, family_ref=family_ref, reason=reason)


def close_glass(*, by: SignedInWorker, ref: str) -> None:
    """End an opening of one's own before its time; one that has ended is left alone."""
    with open_desk(by, action=CLOSE_GLASS, break_glass_ref=ref if _REF.fullmatch(ref) else NO_SUCH_REF) as desk:
        open_now = BreakGlass.objects.filter(
            ref=ref, worker_id=by.worker_id, stopped_at__isnull=True, ends_at__gt=desk.now
        )
        open_now.update(stopped_at=desk.now)


def close_for_session(*, by: SignedInWorker) -> int:
    """End every emergency opening of this sitting, as signing out does; return how many there were."""
    with open_desk(by, action=SIGN_OUT) as desk:
        open_now = BreakGlass.objects.filter(
            kind=GLASS, worker_id=by.worker_id, session_ref=by.session_ref, stopped_at=None, ends_at__gt=desk.now
        )
        return open_now.update(stopped_at=desk.now)


def answer_review(
    *,
    by: SignedInWorker,
    ref: str,
    outcome: str,
    note: str,
    withheld_reason: str = "",
    withheld_until: date | None = None,
) -> None:
    """Say for the worker's agency if it was right to open, and whether the family is told of it now or later."""
    with open_desk(by, action=DECIDE, break_glass_ref=ref if _REF.fullmatch(ref) else NO_SUCH_REF) as desk:
        owed = BreakGlassReview.objects.filter(break_glass__ref=ref, agency_id=by.agency_id, reviewed_at__isnull=True)
        answered = owed.update(outcome=outcome, note=note, reviewed_at=desk.now, reviewed_by=by.worker_id)
        if not answered:
            raise ReviewNotYours(
                "This review is not open to you.",
                not_done="Nothing was kept.",
                mend="Somebody else of your agency answers for what you opened yourself; each agency answers once.",
            )
        told = {"withheld_reason": withheld_reason, "withheld_until": withheld_until}
        if withheld_until is None:
            told = {"family_told_on": desk.on}
        # The other agency may have held it back already, and then it stays so until the day it named.
        BreakGlass.objects.filter(ref=ref, withheld_until=None).update(**told)


def _begin(
    kind: str,
    action: str,
    *,
    by: SignedInWorker,
    purpose: PurposeChoice | str | None,
    family_ref: str,
    reason: str,
) -> str:
    family_ref = family_ref if _REF.fullmatch(family_ref) else NO_SUCH_REF
    ref = new_ref("BG")
    with open_desk(
        by, action=action, purpose=purpose, family_ref=family_ref, break_glass_ref=ref, reason_given=True
    ) as desk:
        fault = find_fault(reason, find_last_reason(by))
        if fault:
            raise ReasonWillNotDo(fault, not_done="Nothing was opened.", mend="Write the reason and try again.")
        if kind == SELF_CLAIM and count_claims_in_force(by, desk.now) >= MOST_CLAIMS:
            raise TooManyClaims(
                f"You have said of {MOST_CLAIMS} families in the last day that you work with them.",
                not_done="No family was opened.",
                mend="Ask your manager to have your agency's list of who works with whom name you.",
            )
        BreakGlass.objects.create(
            ref=ref,
            kind=kind,
            worker_id=by.worker_id,
            agency_id=by.agency_id,
            session_ref=by.session_ref,
            family_ref=family_ref,
            reason=reason,
            began_at=desk.now,
            ends_at=ends_at(kind, desk.now),
        )
    return ref

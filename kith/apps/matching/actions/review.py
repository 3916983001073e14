"""Takes what a reviewer says of a pair, and that they asked for the evidence first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.governance.pair_door import open_pairs
from kith.apps.matching.models import EvidenceSeen, ReviewDecision, SteppedAside
from kith.apps.matching.queries.review import get_pair
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


class SettledMeanwhile(KithError):
    """Somebody else settled the pair, or the same reviewer answered it, while the page was open."""

    code = "K536"


def decide(*, pair_ref: str, answer: str, reason: str, by: SignedInWorker) -> None:
    """Keep what the reviewer says; the database settles the pair or asks another, and tells neither of the other."""
    with open_pairs(by, action=DECIDE) as access:
        pair = get_pair(access, pair_ref)
        try:
            with transaction.atomic():
                ReviewDecision.objects.create(
                    case_id=pair.case_id, answer=answer, reason=reason, said_by=by.worker_id, at=access.now
                )
        except IntegrityError as error:
            raise SettledMeanwhile(
                "This pair was answered while you had it open.",
                not_done="Your answer was not kept; the one that was given stands.",
                mend="Go on with the next pair.",
            ) from error


def step_aside(*, pair_ref: str, by: SignedInWorker) -> None:
    """Keep that the reviewer knows one of the two: neither they nor their families are ever asked about of them again.

    It is no answer: others are asked as if nobody had been. Both are kept, so that it does not say whom they know.
    """
    with open_pairs(by, action=WRITE) as access:
        get_pair(access, pair_ref)
        # In one statement: after the first the pair is no longer there for this reviewer.
        rows = [
            SteppedAside(worker_id=by.worker_id, person_ref=ref, at=access.now) for ref in sorted(access.person_refs)
        ]
        SteppedAside.objects.bulk_create(rows, ignore_conflicts=True)


def show_evidence(*, pair_ref: str, by: SignedInWorker) -> None:
    """Note that the reviewer asked for the evidence; from then on the page shows it to them."""
    with open_pairs(by, action=WRITE) as access:
        pair = get_pair(access, pair_ref)
        EvidenceSeen.objects.get_or_create(case_id=pair.case_id, seen_by=by.worker_id, defaults={"at": access.now})

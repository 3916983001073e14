"""Reads the pairs that a reviewer may be asked about; the database has left out all that they may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import CharField, F, Func, QuerySet

from kith.apps.audit.actions import LIST
from kith.apps.governance.pair_door import PairAccess, open_pairs
from kith.apps.matching.evidence import Evidence, read_evidence
from kith.apps.matching.models import EvidenceSeen, ReviewCase, ReviewDecision, ReviewPair
from kith.apps.matching.models.review_case import SETTLED
from kith.apps.matching.models.review_pair import DOUBT, SAMPLE
from kith.apps.matching.side_by_side import Line, compare
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


class NoSuchPair(KithError):
    """There is no pair of this reference that the worker may be asked about."""

    code = "K535"


@dataclass(frozen=True)
class Queue:
    """What waits for a reviewer, and how many they answered.

    Never how many with a plan: who counts before and after an answer would know whose family has one.
    """

    waiting: int
    later: int  # that are asked when these are settled
    samples: int
    mine: int
    next_ref: str


@dataclass(frozen=True)
class Pair:
    """Two records side by side. ``evidence`` only where this reviewer has asked for it."""

    pair_ref: str
    case_id: int
    lines: tuple[Line, ...]
    evidence: Evidence | None


def get_queue(worker: SignedInWorker) -> Queue:
    """Return how much waits, and what comes first; it says nothing of anybody.

    First what a worker doubts, since it is left out until it is settled; the rest in an order drawn for each reviewer:
    the order of what hangs on them would tell whose family has a plan.
    """
    with open_pairs(worker, action=LIST) as access:
        drawn = Func(F("pair_ref"), function="kith_turn_of", output_field=CharField())
        waiting = _waiting(worker).annotate(turn=drawn)
        rows = sorted(waiting.values_list("pair_ref", "why", "turn"), key=lambda row: (row[1] != DOUBT, row[2]))
        later = _count_later()
        since = access.now - timedelta(days=7)
        mine = ReviewDecision.objects.filter(said_by=worker.worker_id, at__gte=since).count()
    return Queue(
        waiting=len(rows),
        later=later,
        samples=sum(why == SAMPLE for _, why, _ in rows),
        mine=mine,
        next_ref=rows[0][0] if rows else "",
    )


def get_pair(access: PairAccess, pair_ref: str) -> Pair:
    """Return one pair that waits for this reviewer; the door writes down who was shown."""
    row = _waiting(access.worker).filter(pair_ref=pair_ref).first()
    case = ReviewCase.objects.filter(pair_ref=pair_ref).first()
    if row is None or case is None:
        raise NoSuchPair(
            "There is no pair of records here that you can be asked about.",
            not_done="Nothing was shown.",
            mend="Go on with the next pair. It may be settled, or you have said your part.",
        )
    access.person_refs = tuple({row.person_ref_l, row.person_ref_r})
    seen = EvidenceSeen.objects.filter(case=case, seen_by=access.worker.worker_id).exists()
    return Pair(
        pair_ref=row.pair_ref,
        case_id=case.pk,
        lines=compare(row.shown_l, row.shown_r),
        evidence=read_evidence(row.evidence, row.veto) if seen else None,
    )


def _count_later() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select kith_pairs_in_waiting()")
        return int(cursor.fetchone()[0])


def _waiting(worker: SignedInWorker) -> QuerySet[ReviewPair]:
    """Return the pairs not settled on which this reviewer has said nothing yet."""
    said = ReviewDecision.objects.filter(said_by=worker.worker_id).values("case_id")
    cases = ReviewCase.objects.exclude(state=SETTLED).exclude(pk__in=said)
    return ReviewPair.objects.filter(pair_ref__in=cases.values("pair_ref"))

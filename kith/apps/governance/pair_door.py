"""The door to two records that might be one person: their people may be of two families, neither the worker's own.

Whoever opens it is cleared for comparing records by two others, for a time; the database lets no other pair through.
The log has a line for each showing, which both people find among those who looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST, Line
from kith.apps.governance.moment import DESK, begin, record
from kith.apps.governance.policy_data import load_policy
from kith.rules.access import NOTHING, SUMMARY

MATCHING = "MATCHING"  # what it is done for: that records are of whom they are said to be
CATEGORIES_SHOWN = ("IDENTITY", "ADDRESS")


@dataclass
class PairAccess:
    """An open door to pairs; queries say in ``person_refs`` who was shown, for the line that is written at the end."""

    worker: SignedInWorker
    now: datetime
    person_refs: tuple[str, ...] = ()


@contextmanager
def open_pairs(worker: SignedInWorker, *, action: str) -> Iterator[PairAccess]:
    """Open one transaction in which pairs may be counted (``LIST``), read (``VIEW``) or answered (``DECIDE``); log it.

    Two reviewers may answer one pair at once: the second waits for the first, and reads what came of it.
    """
    if not worker.is_reviewer:
        raise PermissionDenied
    with transaction.atomic(), pghistory.context(worker=worker.worker_id, action=action):
        begin(worker, MATCHING, scope=DESK)
        access = PairAccess(worker, timezone.now())
        yield access
        record(worker, _line(access, action))


def _line(access: PairAccess, action: str) -> Line:
    worker, is_shown = access.worker, bool(access.person_refs)
    return Line(
        action=action,
        worker_id=worker.worker_id,
        role=worker.roles[0] if worker.roles else "",
        agency_id=worker.agency_id,
        purpose=MATCHING,
        level_asked=SUMMARY,
        # A list says how many there are, and nothing of anybody.
        level_granted=SUMMARY if is_shown or action == LIST else NOTHING,
        gate="",
        policy_version=load_policy().version,
        subject_refs=access.person_refs,
        categories=CATEGORIES_SHOWN if is_shown else (),
    )

"""Hides that two people of a family are related: paternity that was not disclosed, birth parents after an adoption.

Written inside the family's open door, so that it is of this family's members, and kept for who is cleared and close.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE, Line, record_access
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.models import HiddenRelation
from kith.apps.governance.policies import check_can_hide_relations
from kith.rules.access import DETAIL

ASSIGNED = "ASSIGNED"


def hide_relation(access: FamilyAccess, *, one_ref: str, other_ref: str, reason: str, review_on: date) -> None:
    """Hide, from all but cleared workers with a close tie, that these two members are related; either way round."""
    with _writing(access, one_ref, other_ref) as now:
        HiddenRelation.objects.create(
            one_ref=one_ref,
            other_ref=other_ref,
            reason=reason,
            how_made=ASSIGNED,
            set_at=now,
            set_by=access.standing.worker.worker_id,
            review_on=review_on,
        )


def show_relation(access: FamilyAccess, *, one_ref: str, other_ref: str) -> None:
    """End the hiding of a relation that somebody hid by hand; what a source hides stays hidden."""
    with _writing(access, one_ref, other_ref) as now:
        HiddenRelation.objects.filter(
            one_ref__in=(one_ref, other_ref), other_ref__in=(one_ref, other_ref), how_made=ASSIGNED, ended_at=None
        ).update(ended_at=now, ended_by=access.standing.worker.worker_id)


@contextmanager
def _writing(access: FamilyAccess, *person_refs: str) -> Iterator[datetime]:
    check_can_hide_relations(access)
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        record_access(
            Line(
                action=WRITE,
                worker_id=worker.worker_id,
                role=access.role,
                agency_id=worker.agency_id,
                purpose=access.standing.purpose,
                level_asked=DETAIL,
                level_granted=DETAIL,
                gate="",
                policy_version=access.standing.policy_version,
                family_ref=access.family_ref,
                subject_refs=person_refs,
                session_ref=worker.session_ref,
                is_family_visible=False,  # the line itself would tell that there is something to hide
                withheld_code="HIDDEN_RELATION",
            )
        )
        yield timezone.now()

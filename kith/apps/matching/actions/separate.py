"""Says of one person that they are two: asked on the family's page, agreed by another where a plan hangs on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.matching.models import Separation, SeparationItem
from kith.apps.matching.models.separation import AGREED, ASKED, DECLINED
from kith.apps.matching.policies import check_can_take_apart
from kith.apps.matching.queries.separate import has_plan, list_records
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


class NotTwoPeople(KithError):
    """The records that were picked do not leave two people."""

    code = "K537"


class NeedsAnother(KithError):
    """Whoever asked for it cannot agree to it too, or it is not waiting any more."""

    code = "K538"


def ask_to_take_apart(access: FamilyAccess, *, person_ref: str, records: Collection[str], reason: str) -> str:
    """Keep that these records are somebody else's; return the reference of the separation."""
    check_can_take_apart(access)
    known = {row.record for row in list_records(access, person_ref)}
    going = set(records) & known
    if not going or going == known:
        raise NotTwoPeople(
            "Pick at least one record that is somebody else's, and leave at least one.",
            not_done="Nobody was taken apart.",
            mend="Go back and pick the records of the other person.",
        )
    worker, waits = access.standing.worker, has_plan(access.family_ref)
    now = timezone.now()
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        row = Separation.objects.create(
            ref=new_ref("TA"), family_ref=access.family_ref, person_ref=person_ref, other_records=sorted(going),
            kept_records=sorted(known - going), reason=reason, needs_second=waits,
            state=ASKED if waits else AGREED, asked_by=worker.worker_id, asked_at=now,
        )  # fmt: skip
    return str(row.ref)


def settle_separation(access: FamilyAccess, *, ref: str, is_agreed: bool) -> None:
    """Agree to what another asked for, or decline it."""
    check_can_take_apart(access)
    worker = access.standing.worker
    waiting = Separation.objects.filter(ref=ref, family_ref=access.family_ref, state=ASKED)
    with pghistory.context(worker=worker.worker_id, action=DECIDE):
        done = waiting.exclude(asked_by=worker.worker_id).update(
            state=AGREED if is_agreed else DECLINED, decided_by=worker.worker_id, decided_at=timezone.now()
        )
    if not done:
        raise NeedsAnother(
            "This takes two people, and somebody else has to say the second word.",
            not_done="Nothing was changed.",
            mend="Ask a colleague who works with this family, or their manager.",
        )


def choose_items(access: FamilyAccess, *, ref: str, going: Collection[str]) -> None:
    """Say of everything that hangs on the person whose it is: what is not ``going`` stays."""
    check_can_take_apart(access)
    worker = access.standing.worker
    rows = SeparationItem.objects.filter(separation__ref=ref, moved_at=None)
    for is_going in (True, False):
        chosen = rows.filter(pk__in=going) if is_going else rows.exclude(pk__in=going)
        chosen.update(goes=is_going, chosen_by=worker.worker_id)

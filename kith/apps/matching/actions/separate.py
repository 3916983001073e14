"""Says of one person that they are two, or that it is doubted: asked on the family's page, agreed by another.

What the doubted records say is left out at once, for everybody; only taking apart waits for the second word. It always
takes two: where only some separations did, that would tell whose family has a plan.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pghistory
from django.db import connection
from django.utils import timezone

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.matching.models import Separation, SeparationItem
from kith.apps.matching.models.separation import AGREED, ASKED, DECLINED
from kith.apps.matching.policies import check_can_take_apart
from kith.apps.matching.queries.separate import list_records
from kith.apps.people.actions.doubts import doubt_records, end_doubts
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
    """Ask that these records be taken for somebody else's, and leave out what they say; return the reference."""
    known, going = _picked(access, person_ref, records)
    worker = access.standing.worker
    now = timezone.now()
    doubt_records(access, person_ref=person_ref, records=going, reason=reason)
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        row = Separation.objects.create(
            ref=new_ref("TA"), family_ref=access.family_ref, person_ref=person_ref, other_records=sorted(going),
            kept_records=sorted(known - going), reason=reason, needs_second=True,
            state=ASKED, asked_by=worker.worker_id, asked_at=now,
        )  # fmt: skip
    return str(row.ref)


def doubt(access: FamilyAccess, *, person_ref: str, records: Collection[str], reason: str) -> None:
    """Leave out what these records say, since they may be somebody else's, and ask a reviewer."""
    _, going = _picked(access, person_ref, records)
    doubt_records(access, person_ref=person_ref, records=going, reason=reason)
    _ask_of_doubts()


def stop_doubting(access: FamilyAccess, *, person_ref: str, record: str) -> None:
    """Show again what the record says: it is theirs after all."""
    check_can_take_apart(access)
    if any(row.record == record and row.is_doubted for row in list_records(access, person_ref)):
        end_doubts(access, person_ref=person_ref, records=[record])
        _ask_of_doubts()


def _picked(access: FamilyAccess, person_ref: str, records: Collection[str]) -> tuple[set[str], set[str]]:
    """Return the records that the worker is told of, and those of them that were picked."""
    check_can_take_apart(access)
    known = {row.record for row in list_records(access, person_ref)}
    going = set(records) & known
    if not going or going == known:
        raise NotTwoPeople(
            "Pick at least one record that is somebody else's, and leave at least one.",
            not_done="Nothing was changed.",
            mend="Go back and pick the records of the other person.",
        )
    return known, going


def _ask_of_doubts() -> None:
    """Have the questions for reviewers be those of the doubts that hold."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_ask_of_doubts_now()")


def settle_separation(access: FamilyAccess, *, ref: str, is_agreed: bool) -> None:
    """Agree to what another asked for, or decline it."""
    check_can_take_apart(access)
    worker = access.standing.worker
    waiting = Separation.objects.filter(ref=ref, family_ref=access.family_ref, state=ASKED)
    with pghistory.context(worker=worker.worker_id, action=DECIDE):
        done = waiting.exclude(asked_by=worker.worker_id).update(
            state=AGREED if is_agreed else DECLINED, decided_by=worker.worker_id, decided_at=timezone.now()
        )
    if done and not is_agreed:
        declined = Separation.objects.get(ref=ref)
        end_doubts(access, person_ref=declined.person_ref, records=declined.other_records)
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

"""Has what hangs on a family that a worker wrote down go over to the family of the run that is live."""

from __future__ import annotations

from collections import Counter

from django.db import connections, transaction

from kith.apps.base.moving import move_family
from kith.apps.governance.actions.run_ties import end_written_ties
from kith.apps.people.queries.rights import list_families_of_live
from kith.apps.register.queries.to_run import OWNER, list_families_to_follow


def follow_families(*, by: str) -> int:
    """Move each family whose members a live run holds to the one that most of them are in; return how many moved.

    Their people have followed already, by the merges of the run. A family whose members the run puts into different
    families goes where most are, where as many are to the smaller reference; the others stay where the run has them.
    """
    moved = 0
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        end_written_ties(cursor, by=by)
        for family_ref, people in list_families_to_follow().items():
            counted = Counter(family for ref in people for family in list_families_of_live(ref, OWNER))
            if counted:
                best = min(counted, key=lambda family: (-counted[family], family))
                move_family(family_ref, best, alias=OWNER)
                moved += 1
    return moved

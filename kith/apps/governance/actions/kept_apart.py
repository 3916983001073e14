"""Writes that two identities are never to be taken for one person. By command alone: no page ties the two."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.refs import new_ref
from kith.apps.governance.models import KeptApart
from kith.apps.governance.models.kept_apart import NEW_IDENTITY

OWNER = "owner"


def keep_apart(
    *,
    reason: str,
    one_ref: str = "",
    other_ref: str = "",
    one_records: Collection[str] = (),
    other_records: Collection[str] = (),
    by: str,
) -> str:
    """Keep two identities apart in every run to come; ``one`` is the earlier. Return the decision's ref.

    Saying so again changes nothing, but that a new identity counts over a mistake: it is guarded more.
    """
    named = {
        "one_ref": one_ref,
        "one_records": sorted(one_records),
        "other_ref": other_ref,
        "other_records": sorted(other_records),
    }
    decided = {"ref": new_ref("KA"), "reason": reason, "decided_at": timezone.now(), "decided_by": by}
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="keep_apart")
        kept, is_new = KeptApart.objects.using(OWNER).get_or_create(**named, defaults=decided)
        if not is_new and reason in NEW_IDENTITY and kept.reason not in NEW_IDENTITY:
            kept.reason = reason
            kept.save(using=OWNER, update_fields=["reason"])
        return str(kept.ref)

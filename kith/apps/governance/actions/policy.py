"""Changes the table of role and purpose: proposed by one person, approved or declined by another, in force at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import PolicyVersion
from kith.apps.governance.policies_of_sharing import can_change_policy, check_second_person
from kith.apps.governance.policy_data import load_policy, stored_caps
from kith.rules.policy_change import faults_of, next_version
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


class TableWillNotDo(KithError):
    """A table was proposed that lets in those who never open anything, changes nothing, or is out of date."""

    code = "K432"


def propose_policy(*, by: SignedInWorker, caps: Mapping[tuple[str, str], int], reason: str) -> str:
    """Propose a whole table of caps; return its version. Nothing changes until somebody else approves it."""
    check_second_person(by, first=None, is_open=True, is_allowed=can_change_policy(by))
    with open_desk(by, action=WRITE) as desk:
        in_force = load_policy()
        wanted = stored_caps(caps)
        faults = faults_of(caps)
        if faults or wanted == stored_caps(in_force.caps):
            raise TableWillNotDo(
                " ".join(faults) or "This changes nothing.",
                not_done="Nothing was proposed.",
                mend="Change at least one level, and leave those at nothing who never open anything.",
            )
        there = {in_force.version, *PolicyVersion.objects.values_list("version", flat=True)}
        version = next_version(desk.on, frozenset(there))
        PolicyVersion.objects.create(
            version=version, caps=wanted, reason=reason, proposed_by=by.worker_id, proposed_at=desk.now
        )
    return version


def approve_policy(*, by: SignedInWorker, version: str) -> None:
    """Put a proposed table in force, for every process, from this moment."""
    with open_desk(by, action=DECIDE) as desk:
        row = _open_version(by, version)
        check_second_person(by, first=row.proposed_by, is_open=True, is_allowed=True)
        row.approved_by, row.approved_at = by.worker_id, desk.now
        row.save()
        # A proposal that somebody made from the table of before would undo this one.
        others = PolicyVersion.objects.filter(approved_at=None, declined_at=None).exclude(pk=row.pk)
        others.update(declined_by=by.worker_id, declined_at=desk.now)


def decline_policy(*, by: SignedInWorker, version: str) -> None:
    """Decline a proposed table; whoever proposed it may take it back this way too."""
    with open_desk(by, action=DECIDE) as desk:
        row = _open_version(by, version)
        row.declined_by, row.declined_at = by.worker_id, desk.now
        row.save()


def _open_version(by: SignedInWorker, version: str) -> PolicyVersion:
    """Return the version, held against others, if nobody settled it and the worker may; raise if not."""
    waiting = PolicyVersion.objects.select_for_update().filter(approved_at=None, declined_at=None)
    row = waiting.filter(version=version).first() if can_change_policy(by) else None
    check_second_person(by, first=None, is_open=row is not None, is_allowed=True)
    assert row is not None
    return row

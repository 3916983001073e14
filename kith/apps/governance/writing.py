"""Puts a line of its own in the log for what a worker writes, or takes a copy of, inside a family's open door."""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.audit.actions import EXPORT, WRITE, Line
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.moment import record
from kith.rules.access import DETAIL


def note_copy(access: FamilyAccess, person_refs: Iterable[str]) -> None:
    """Append that the worker took a copy of what the door shows of these people: it leaves Kith with them."""
    _note(EXPORT, access, person_refs, reason_given=False)


def note_writing(access: FamilyAccess, person_refs: Iterable[str], *, reason_given: bool = False) -> None:
    """Append that the worker wrote something about these people; it is undone with what was written, or neither is.

    The line is the same whatever there is between these people: that something is hidden is not to be read there.
    """
    _note(WRITE, access, person_refs, reason_given=reason_given)


def _note(action: str, access: FamilyAccess, person_refs: Iterable[str], *, reason_given: bool) -> None:
    record(
        access.standing.worker,
        Line(
            action=action,
            worker_id=access.standing.worker.worker_id,
            role=access.role,
            agency_id=access.standing.worker.agency_id,
            purpose=access.standing.purpose,
            level_asked=DETAIL,
            level_granted=access.decision.level,
            gate="",
            policy_version=access.standing.policy_version,
            family_ref=access.family_ref,
            subject_refs=person_refs,
            agreement_refs=access.standing.agreement_refs,
            tie_kind=access.strongest_tie,
            break_glass_ref=access.standing.lifted.glass_ref,
            reason_given=reason_given,
        ),
    )

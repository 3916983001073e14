"""Drafts, signs and ends agreements on pages: one person drafts, another signs, and taking in files is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from procrastinate.contrib.django import app

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import Agreement, Helped
from kith.apps.governance.policies_of_sharing import can_govern, check_second_person
from kith.rules.agreements import DRAFT, ENDED, SIGNED

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

HAND_OVER = "hand_over_decisions"  # the job, by name: jobs live above this room


def draft_agreement(*, by: SignedInWorker, terms: dict[str, Any]) -> str:
    """Write down a new agreement, which lets nothing through until somebody else signs it; return its reference."""
    check_second_person(by, first=None, is_open=True, is_allowed=can_govern(by))
    ref = new_ref("SA")
    with open_desk(by, action=WRITE, agreement_refs=[ref]) as desk:
        Agreement.objects.create(ref=ref, state=DRAFT, drafted_by=by.worker_id, drafted_at=desk.now, **terms)
    return ref


def change_draft(*, by: SignedInWorker, ref: str, terms: dict[str, Any]) -> None:
    """Change the terms of a draft; whoever changes it last is its drafter, and does not sign it."""
    with open_desk(by, action=WRITE, agreement_refs=[ref]) as desk:
        row = _locked(by, ref, state=DRAFT)
        for name, value in terms.items():
            setattr(row, name, value)
        row.drafted_by, row.drafted_at = by.worker_id, desk.now
        row.save()


def sign_draft(*, by: SignedInWorker, ref: str) -> None:
    """Bring a draft into force, from its first day on; taking in files is told by a job."""
    with open_desk(by, action=DECIDE, agreement_refs=[ref]) as desk:
        row = _locked(by, ref, state=DRAFT)
        check_second_person(by, first=row.drafted_by, is_open=True, is_allowed=True)
        row.state, row.signed_by, row.signed_at = SIGNED, by.worker_id, desk.now
        row.save()
        _tell_landing()


def end_agreement(*, by: SignedInWorker, ref: str, reason: str) -> None:
    """End an agreement today: from this moment nothing flows under it, and no file comes in by it."""
    with open_desk(by, action=DECIDE, agreement_refs=[ref]) as desk:
        row = _locked(by, ref, state=SIGNED)
        row.state, row.ended_by, row.ended_at, row.end_reason = ENDED, by.worker_id, desk.now, reason
        # One that had not begun never will; an end that has passed stays what it was.
        row.valid_to = max(row.valid_from, min(row.valid_to or desk.on, desk.on))
        row.save()
        _tell_landing()


def mark_helped(*, by: SignedInWorker, about: str, agreement_refs: Iterable[str]) -> None:
    """Note that what came under these agreements helped the decision ``about`` (a reference); inside an open desk."""
    for ref in set(agreement_refs):
        Helped.objects.get_or_create(
            agreement_ref=ref, about=about, defaults={"at": timezone.now(), "by": by.worker_id}
        )


def _locked(by: SignedInWorker, ref: str, *, state: str) -> Agreement:
    """Return the agreement, held against others, if it stands so and the worker may change it; raise if not."""
    row = Agreement.objects.select_for_update().filter(ref=ref, state=state).first() if can_govern(by) else None
    check_second_person(by, first=None, is_open=row is not None, is_allowed=True)
    assert row is not None
    return row


def _tell_landing() -> None:
    app.configure_task(HAND_OVER).defer()

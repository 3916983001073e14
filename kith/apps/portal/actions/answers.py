"""A lead worker answers what a family asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.apps.audit.actions import WRITE
from kith.apps.governance.access import open_desk
from kith.apps.portal.models import PortalQuestion

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.queries import PurposeChoice


def answer_question(
    *,
    family_ref: str,
    person_ref: str,
    question_ref: str,
    words: str,
    purpose: PurposeChoice | str | None,
    by: SignedInWorker,
) -> bool:
    """Write down the answer, which the family reads on its own page; once."""
    with open_desk(by, action=WRITE, purpose=purpose, family_ref=family_ref, subject_refs=[person_ref]) as desk:
        waiting = PortalQuestion.objects.filter(
            ref=question_ref, family_ref=family_ref, person_ref=person_ref, answered_at=None
        )
        return bool(waiting.update(answer=words, answered_at=desk.now, answered_by=by.worker_id))

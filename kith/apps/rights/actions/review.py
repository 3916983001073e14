"""Decides what becomes of one thing in a bundle: included, with words left out, or withheld with a reason."""

from __future__ import annotations

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import DECIDE
from kith.apps.rights.models import BundleItem
from kith.apps.rights.models.bundle_item import INCLUDED, REDACTED, WITHHELD
from kith.apps.rights.policies import NotYourStep
from kith.apps.rights.queries.requests import at_request
from kith.rules import rights
from kith.rules.bundle_review import spans_of
from kith.vocabulary.codes.withholding_reasons import WITHHOLDING_REASONS


def review_item(*, ref: str, number: int, state: str, words: list[str], reason: str, by: SignedInWorker) -> None:
    """Decide on the item; ``words`` are the stretches left out of one that is REDACTED, exactly as they stand there."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        item = BundleItem.objects.filter(request=row, number=number).first()
        spans = spans_of(item.text, words) if item and state == REDACTED else []
        fault = ""
        if row.state != rights.REVIEW or item is None:
            fault = "This request is not being reviewed now."
        elif item.is_locked:
            fault = "This is locked: it could tell where somebody is who must not be found."
        elif state in (REDACTED, WITHHELD) and reason not in WITHHOLDING_REASONS:
            fault = "Something is left out and the reason is not said."
        elif state == REDACTED and not spans:
            fault = "The words to leave out do not stand in the text."
        elif state not in (INCLUDED, REDACTED, WITHHELD):
            fault = "It is not said what should become of this."
        if fault or item is None:
            raise NotYourStep(
                fault,
                not_done="Nothing was decided.",
                mend="Open the review again, choose, and say the reason for what is left out.",
            )
        item.state, item.spans = state, spans
        item.reason = "" if state == INCLUDED else reason
        item.reviewed_by, item.reviewed_at = by.worker_id, timezone.now()
        item.save(update_fields=["state", "spans", "reason", "reviewed_by", "reviewed_at"])

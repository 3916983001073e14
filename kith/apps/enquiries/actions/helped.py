"""Records whether an answer helped a decision: the worth of an agreement is counted from it."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.enquiries.models import Enquiry
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions import mark_helped


def say_if_it_helped(*, enquiry_ref: str, helped: bool, which: str, by: SignedInWorker) -> None:
    """Keep whether the answer helped, and which decision; only whoever asked says so."""
    with open_desk(by, action=WRITE) as desk:
        asked = Enquiry.objects.filter(ref=enquiry_ref, asked_by=by.worker_id)
        agreements = asked.values_list("agreement_refs", flat=True).first()
        asked.update(helped=helped, helped_which=which if helped else "", helped_at=desk.now)
        if helped and agreements:
            mark_helped(by=by, about=enquiry_ref, agreement_refs=agreements)

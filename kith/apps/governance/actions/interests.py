"""Declares that a family is a worker's own, or close to them in private, so that it never opens to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kith.apps.audit.actions import WRITE
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import DeclaredInterest
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

_REF = re.compile(r"[A-Z0-9-]{4,20}")


class NotAReference(KithError):
    """An interest was declared in something that cannot be a family's reference."""

    code = "K457"


def declare_interest(*, by: SignedInWorker, family_ref: str, worker_id: int | None = None) -> None:
    """Close a family to the worker, or as a manager to a colleague; whether there is such a family is not told."""
    if not _REF.fullmatch(family_ref):
        raise NotAReference(
            "That is not a family's reference.",
            not_done="Nothing was closed.",
            mend="It has eight letters and figures. If you do not know it, ask information governance.",
        )
    with open_desk(by, action=WRITE, family_ref=family_ref) as desk:
        DeclaredInterest.objects.create(
            worker_id=worker_id or by.worker_id,
            agency_id=by.agency_id,
            family_ref=family_ref,
            declared_by=by.worker_id,
            declared_at=desk.now,
        )


def end_interest(*, by: SignedInWorker, interest_id: int) -> None:
    """End an interest of a colleague, as their manager; nobody ends their own."""
    with open_desk(by, action=WRITE) as desk:
        open_now = DeclaredInterest.objects.filter(pk=interest_id, ended_at=None).exclude(worker_id=by.worker_id)
        open_now.update(ended_at=desk.now, ended_by=by.worker_id)

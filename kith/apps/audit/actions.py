"""Writes the access log, in the transaction of whatever it records: if the line cannot be written, nothing is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kith.apps.audit.models import AccessEvent
from kith.vocabulary.errors import KithError

VIEW, SEARCH, LIST = "VIEW", "SEARCH", "LIST"
QUESTION, EXPORT, PRINT, WRITE, DECIDE = "QUESTION", "EXPORT", "PRINT", "WRITE", "DECIDE"
ALLOWED, DENIED = "ALLOWED", "DENIED"


class LogOutsideTransaction(KithError):
    """Something was about to be shown without its log line being bound to it."""

    code = "K402"


@dataclass(frozen=True)
class Line:
    """What a line of the log says: references and codes only."""

    action: str
    worker_id: int | None
    role: str
    agency_id: str
    purpose: str
    level_asked: int
    level_granted: int
    gate: str
    policy_version: str
    family_ref: str = ""
    subject_refs: Iterable[str] = ()
    found_family_refs: Iterable[str] = ()
    obligations: Iterable[str] = ()
    agreement_refs: Iterable[str] = ()
    query_fingerprint: str = ""


def record_access(line: Line) -> None:
    """Append ``line``; the answer is denied where nothing was granted."""
    if not transaction.get_connection().in_atomic_block:
        raise LogOutsideTransaction(
            "Something personal was asked for outside a transaction.",
            not_done="Nothing was shown and nothing was logged.",
            mend="This is a fault in the program: open what is read through governance.access.",
        )
    AccessEvent.objects.create(
        **{name: value for name, value in vars(line).items() if isinstance(value, str | int | None)},
        subject_refs=sorted(set(line.subject_refs)),
        found_family_refs=sorted(set(line.found_family_refs)),
        obligations=sorted(set(line.obligations)),
        agreement_refs=sorted(set(line.agreement_refs)),
        outcome=ALLOWED if line.level_granted else DENIED,
    )

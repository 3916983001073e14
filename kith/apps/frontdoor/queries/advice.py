"""Reads the log of the consultation line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import SignedInWorker, list_worker_names
from kith.apps.audit.actions import LIST
from kith.apps.frontdoor.models import AdviceNote
from kith.apps.governance.access import open_desk
from kith.vocabulary.codes.contact_reasons import CONTACT_REASONS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

MOST = 50


@dataclass(frozen=True)
class AdviceRow:
    """One time that somebody rang for advice."""

    ref: str
    source: str
    agency: str
    reasons: tuple[str, ...]
    asked: str
    advice: str
    should_tell_us: bool
    given_by: str
    given_at: datetime


def list_advice(worker: SignedInWorker) -> tuple[AdviceRow, ...]:
    """Return the newest notes of advice."""
    with open_desk(worker, action=LIST, about="ADVICE"):
        rows = list(AdviceNote.objects.order_by("-given_at")[:MOST])
    names = list_worker_names(row.given_by for row in rows)
    return tuple(
        AdviceRow(
            ref=row.ref,
            source=REFERRAL_SOURCES.get(row.source_code, ""),
            agency=row.asked_by_agency,
            reasons=tuple(CONTACT_REASONS[code] for code in row.reasons if code in CONTACT_REASONS),
            asked=row.asked,
            advice=row.advice,
            should_tell_us=row.should_tell_us,
            given_by=names.get(row.given_by, ""),
            given_at=row.given_at,
        )
        for row in rows
    )

"""Reads sharing agreements: as the rule decides on them, and as taking in files obeys them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kith.apps.governance.models import Agreement
from kith.apps.governance.queries.dated import in_force
from kith.rules.access import SharingAgreement
from kith.rules.agreements import DRAFT, SIGNED
from kith.vocabulary.periods import Period


@dataclass(frozen=True)
class SignedAgreement:
    """Who gives what, and when: all that taking in files must know of an agreement."""

    ref: str
    givers: tuple[str, ...]
    categories: tuple[str, ...]
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Answer whether it is in force on ``day``."""
        return Period(self.valid_from, self.valid_to).contains(day)


class InForce(NamedTuple):
    """An agreement as the rule decides on it, and what a page says of it."""

    rule: SharingAgreement
    title: str
    ends: date | None
    basis: str


def list_agreements(agency_id: str, purpose: str, on: date) -> dict[str, InForce]:
    """Return the agreements in force by which the agency receives for this purpose, by ref."""
    received = Agreement.objects.filter(state=SIGNED, receivers__contains=[agency_id], purposes__contains=[purpose])
    rows = in_force(received, on)
    return {row.ref: InForce(_as_rule(row), row.title, row.valid_to, row.basis) for row in rows}


def list_signed_agreements() -> tuple[SignedAgreement, ...]:
    """Return every agreement that was ever signed, ended ones and those to come too, as the export hands them over."""
    return tuple(
        SignedAgreement(row.ref, tuple(row.givers), tuple(row.categories), row.valid_from, row.valid_to)
        for row in Agreement.objects.exclude(state=DRAFT).order_by("ref")
    )


def _as_rule(row: Agreement) -> SharingAgreement:
    return SharingAgreement(
        ref=row.ref,
        givers=frozenset(row.givers),
        receivers=frozenset(row.receivers),
        categories=frozenset(row.categories),
        purposes=frozenset(row.purposes),
        max_level=row.max_level,
        needs_family_agreement=row.needs_family_agreement,
        period=Period(row.valid_from, row.valid_to),
    )

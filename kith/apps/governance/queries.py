"""Reads ties, agreements and shields, in the shapes that ``rules.access`` decides on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from kith.apps.governance.models import Agreement, Relationship, Shield
from kith.apps.governance.policy_data import load_policy
from kith.rules.access import CONTACT, Purpose, Role, SharingAgreement, Tie, TieKind
from kith.vocabulary.periods import Period

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

PURPOSE_LABELS = {
    Purpose.EARLY_HELP_SUPPORT: "early help support",
    Purpose.TRIAGE: "deciding about a new contact",
    Purpose.SAFEGUARDING: "keeping a child or adult safe",
    Purpose.SUPERVISION: "supervising a colleague's work",
    Purpose.RIGHTS: "answering a request about someone's rights",
    Purpose.AUDIT: "checking how records are used",
}


@dataclass(frozen=True)
class PurposeChoice:
    """A purpose to choose from; ``request.purpose`` is one of these or ``None``."""

    code: str
    label: str


@dataclass(frozen=True)
class TieRow:
    """A tie of a worker: through whom, and to which family if it reaches one."""

    tie: Tie
    person_ref: str
    family_ref: str


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


def list_purposes(worker: SignedInWorker) -> tuple[PurposeChoice, ...]:
    """Return the purposes for which the worker's roles may open anything."""
    caps = load_policy().caps
    has = {purpose for (role, purpose), cap in caps.items() if cap >= CONTACT and role in worker.roles}
    return tuple(PurposeChoice(code.value, label) for code, label in PURPOSE_LABELS.items() if code in has)


def find_purpose(worker: SignedInWorker | None, code: str | None) -> PurposeChoice | None:
    """Return the purpose with this code if the worker may have it."""
    if worker is None:
        return None
    return next((choice for choice in list_purposes(worker) if choice.code == code), None)


def list_ties(worker: SignedInWorker, on: date, *, family_ref: str | None = None) -> tuple[TieRow, ...]:
    """Return the worker's ties in force, those to one family or all."""
    rows = _in_force(Relationship.objects.filter(_ties_of(worker)), on)
    if family_ref is not None:
        rows = rows.filter(family_ref=family_ref)
    return tuple(
        TieRow(Tie(TieKind(row.kind), Period(row.valid_from, row.valid_to)), row.person_ref, row.family_ref)
        for row in rows
    )


def list_agreements(agency_id: str, purpose: str, on: date) -> dict[str, tuple[SharingAgreement, str, date | None]]:
    """Return the agreements in force by which the agency receives for this purpose, with title and end, by ref."""
    rows = _in_force(Agreement.objects.filter(receivers__contains=[agency_id], purposes__contains=[purpose]), on)
    return {row.ref: (_as_rule(row), row.title, row.valid_to) for row in rows}


def list_signed_agreements() -> tuple[SignedAgreement, ...]:
    """Return every agreement signed, ended ones and those to come too, as the export hands them over."""
    return tuple(
        SignedAgreement(row.ref, tuple(row.givers), tuple(row.categories), row.valid_from, row.valid_to)
        for row in Agreement.objects.order_by("ref")
    )


def list_shielded(person_refs: Iterable[str], on: date) -> frozenset[str]:
    """Return those of ``person_refs`` who must not be found."""
    rows = _in_force(Shield.objects.filter(person_ref__in=list(person_refs)), on)
    return frozenset(rows.values_list("person_ref", flat=True))


def _ties_of(worker: SignedInWorker) -> Q:
    """Return which rows are this worker's: their own, and those of the roles they hold today."""
    own = Q(agency_id=worker.agency_id, staff_id=worker.staff_id) & ~Q(staff_id="")
    if worker.has_role(Role.MANAGER):
        own |= Q(kind=TieKind.MANAGES, agency_id=worker.agency_id)
    if worker.has_role(Role.FRONT_DOOR):
        own |= Q(kind=TieKind.DUTY)
    return own


def _in_force(rows: QuerySet, on: date) -> QuerySet:
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return rows.filter(started, Q(valid_to__isnull=True) | Q(valid_to__gt=on))


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

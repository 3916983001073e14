"""Reads how recent the data are of those whose answer a question may hold: the same list whatever the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kith.apps.agencies.queries import get_agencies
from kith.apps.enquiries.catalogue import Question
from kith.apps.intake.queries import find_live_run, get_currency
from kith.rules.access import SharingAgreement
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

INVOLVEMENT = "INVOLVEMENT"


@dataclass(frozen=True)
class CurrencyRow:
    """One kind of agency: how many were asked, and the newest and oldest of the days up to which they told us."""

    kind: str
    name: str
    agencies: int
    newest: date | None
    oldest: date | None

    def as_values(self) -> dict[str, Any]:
        """Return it as values that can be kept with the answer."""
        days = {
            name: value.isoformat() if value else None
            for name, value in (("newest", self.newest), ("oldest", self.oldest))
        }
        return {**asdict(self), **days}

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> CurrencyRow:
        """Return what ``as_values`` gave."""
        days = {name: date.fromisoformat(values[name]) if values[name] else None for name in ("newest", "oldest")}
        return cls(**{**values, **days})


def list_currency(
    question: Question, own_agency_id: str, agreements: Iterable[SharingAgreement]
) -> tuple[CurrencyRow, ...]:
    """Return how current each kind of agency is that an agreement lets this question reach, and one's own."""
    run = find_live_run()
    days = get_currency(run.key) if run else {}
    reached = _reached(question, agreements) | {own_agency_id}
    by_kind: dict[str, list[tuple[str, date | None]]] = {}
    for agency in get_agencies().values():
        if agency.agency_id in reached:
            by_kind.setdefault(agency.kind, []).append((agency.name, days.get(agency.agency_id)))
    rows = [_row(kind, told) for kind, told in by_kind.items()]
    return tuple(sorted(rows, key=lambda row: row.name))


def _reached(question: Question, agreements: Iterable[SharingAgreement]) -> set[str]:
    return {
        giver
        for agreement in agreements
        if question.category == INVOLVEMENT or question.category in agreement.categories
        for giver in agreement.givers
    }


def _row(kind: str, told: list[tuple[str, date | None]]) -> CurrencyRow:
    known = [day for _, day in told if day]
    label = told[0][0] if len(told) == 1 else _plural(kind)
    return CurrencyRow(kind, label, len(told), max(known, default=None), min(known, default=None))


def _plural(kind: str) -> str:
    name = AGENCY_KINDS[kind].name if kind in AGENCY_KINDS else "Others"
    return {"School": "Schools", "Nursery": "Nurseries"}.get(name, name)

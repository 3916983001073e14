"""Reads agreements for the pages about them: terms in plain words, where each stands, what came in and if it helped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from kith.apps.agencies.queries import get_agencies, list_worker_names
from kith.apps.audit.queries import count_uses_of_agreements
from kith.apps.base.clock import today
from kith.apps.base.words import listed
from kith.apps.governance.models import Agreement, HandedOver, Helped
from kith.apps.governance.queries.purposes import PURPOSE_LABELS
from kith.rules.access import LEVELS, Purpose
from kith.rules.agreements import Standing, last_day, stands
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.lawful_bases import LAWFUL_BASES

KIND_WORDS = {
    "ISP": "agencies share with each other",
    "DDA": "one side gives, the other receives",
    "JCA": "agencies answer for it jointly",
    "DPA": "one works on another's behalf",
}


@dataclass(frozen=True)
class Arrival:
    """The newest file of a source that comes in under an agreement."""

    as_at: date
    rows: int
    rows_this_month: int


@dataclass(frozen=True)
class Flow:
    """One source that comes in under an agreement, with what came last; ``None`` where nothing came."""

    source: str
    title: str
    newest: Arrival | None


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as pages show it. Names, not codes; ``last_day`` is inside."""

    ref: str
    title: str
    kind: str
    kind_words: str
    state: str
    standing: Standing
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    level: str
    basis: str
    condition: str
    needs_family_agreement: bool
    dpia_ref: str
    document_name: str
    document_sha256: str
    quality_assured_by: str
    valid_from: date
    last_day: date | None
    review_on: date | None
    drafted_by: int | None
    drafter: str
    signer: str
    signed_at: datetime | None
    ender: str
    ended_at: datetime | None
    end_reason: str
    uses: int = 0
    helped: int = 0

    @property
    def flow_in_words(self) -> str:
        """Who gives to whom, short."""
        return f"from {some_of(self.givers)} to {some_of(self.receivers)}"


# The room that keeps what arrived is above this one; it says here, when Django starts, how to ask it.
_arrivals: list[Callable[[Sequence[str]], dict[str, Arrival]]] = []


def register_arrivals(find: Callable[[Sequence[str]], dict[str, Arrival]]) -> None:
    """Make known how the newest arrival of each source is read."""
    _arrivals[:] = [find]


def list_agreement_rows() -> tuple[AgreementRow, ...]:
    """Return every agreement: what needs somebody first, then by title."""
    rows = _as_rows(list(Agreement.objects.all()))
    return tuple(sorted(rows, key=lambda row: (_urgency(row), row.title)))


def find_agreement_row(ref: str) -> AgreementRow | None:
    """Return one agreement, with how often it was used and helped."""
    rows = _as_rows(list(Agreement.objects.filter(ref=ref)))
    return rows[0] if rows else None


def find_draft_terms(ref: str) -> dict[str, object] | None:
    """Return the terms of a draft, to go on writing it."""
    terms = Agreement.objects.filter(ref=ref, state="DRAFT").values().first()
    return {**terms} if terms else None


def list_flows(ref: str) -> tuple[Flow, ...]:
    """Return the sources that come in under an agreement, as last handed over, with the newest delivery of each."""
    last = HandedOver.objects.order_by("-at").first()
    sources = last.sources.get(ref, []) if last else []
    arrived = _arrivals[0]([name for name, _ in sources]) if _arrivals else {}
    return tuple(Flow(name, title, arrived.get(name)) for name, title in sources)


def last_handed_over() -> datetime | None:
    """Return when the agreements were last handed to taking in files, which obeys what it was handed."""
    return HandedOver.objects.order_by("-at").values_list("at", flat=True).first()


def last_changed() -> datetime | None:
    """Return when an agreement was last signed or ended on a page."""
    times = [time for row in Agreement.objects.all() for time in (row.signed_at, row.ended_at) if time]
    return max(times, default=None)


def agency_names() -> dict[str, str]:
    """Return every agency's name by its id."""
    return {agency_id: row.name for agency_id, row in get_agencies().items()}


def some_of(names: Sequence[str], most: int = 3) -> str:
    """Write a few names and how many more."""
    if len(names) <= most + 1:
        return listed(names)
    return listed([*names[:most], f"{len(names) - most} more"])


def _as_rows(rows: Sequence[Agreement]) -> list[AgreementRow]:
    names, refs = agency_names(), [row.ref for row in rows]
    used = count_uses_of_agreements(refs)
    helped = dict(Helped.objects.filter(agreement_ref__in=refs).values_list("agreement_ref").annotate(Count("pk")))
    people = list_worker_names({by for row in rows for by in (row.drafted_by, row.signed_by, row.ended_by) if by})
    return [_as_row(row, names, people, used.get(row.ref, 0), helped.get(row.ref, 0)) for row in rows]


def _as_row(row: Agreement, names: dict[str, str], people: dict[int, str], uses: int, helped: int) -> AgreementRow:
    basis = LAWFUL_BASES.get(row.basis)
    return AgreementRow(
        ref=row.ref,
        title=row.title,
        kind=row.kind,
        kind_words=KIND_WORDS[row.kind],
        state=row.state,
        standing=stands(row.state, row.valid_from, row.valid_to, today(), review_on=row.review_on),
        givers=tuple(names.get(each, each) for each in row.givers),
        receivers=tuple(names.get(each, each) for each in row.receivers),
        categories=tuple(CATEGORIES[each].label if each in CATEGORIES else each for each in row.categories),
        purposes=tuple(PURPOSE_LABELS[Purpose(each)] for each in row.purposes),
        level=LEVELS[row.max_level],
        basis=basis.words if basis else row.basis,
        condition=basis.condition if basis else "",
        needs_family_agreement=row.needs_family_agreement,
        dpia_ref=row.dpia_ref,
        document_name=row.document_name,
        document_sha256=row.document_sha256,
        quality_assured_by=row.quality_assured_by,
        valid_from=row.valid_from,
        last_day=last_day(row.valid_to),
        review_on=row.review_on,
        drafted_by=row.drafted_by,
        drafter=people.get(row.drafted_by or 0, ""),
        signer=people.get(row.signed_by or 0, ""),
        signed_at=row.signed_at,
        ender=people.get(row.ended_by or 0, ""),
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        uses=uses,
        helped=helped,
    )


def _urgency(row: AgreementRow) -> int:
    if row.state == "DRAFT":
        return 0
    if row.standing.is_in_force:
        return 1 if row.standing.warning else 2
    return 3

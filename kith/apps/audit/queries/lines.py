"""Reads lines of the log: for the auditor's page, by a filter; for other rooms, counted and gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from kith.apps.audit.models import AccessEvent

AUDIT = "audit"
PAGE = 20
LIST = "LIST"


@dataclass(frozen=True)
class LogFilter:
    """What the auditor asked for; empty means any."""

    agency_id: str = ""
    role: str = ""
    action: str = ""
    purpose: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    family_ref: str = ""
    with_lists: bool = False  # also lists, which every page of a desk writes and which name no family


@dataclass(frozen=True)
class LineRow:
    """One line, references and codes only."""

    event_id: int
    at: datetime
    worker_id: int | None
    agency_id: str
    role: str
    action: str
    purpose: str
    family_ref: str
    subject_refs: tuple[str, ...]
    shown: tuple[str, ...]
    found_family_refs: tuple[str, ...]
    categories: tuple[str, ...]
    rows_shown: int
    level_granted: int
    gate: str
    outcome: str
    tie_kind: str
    agreement_refs: tuple[str, ...]
    break_glass_ref: str
    enquiry_ref: str
    reason_given: bool
    policy_version: str
    signed_in_by: str
    tx: int
    epoch: int


@dataclass(frozen=True)
class SeenBy:
    """An agency and role that were shown something, how often and when last."""

    agency_id: str
    role: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class OpenedUnder:
    """One line that was written while a family was open in an emergency: references and categories alone."""

    at: datetime
    action: str
    outcome: str
    family_ref: str
    person_refs: tuple[str, ...]
    categories: tuple[str, ...]
    rows_shown: int


def list_lines(wanted: LogFilter, *, before: int | None = None) -> tuple[LineRow, ...]:
    """Return a page of lines, newest first: those numbered below ``before``."""
    lines = AccessEvent.objects.using(AUDIT).filter(**_marks(wanted))
    if not wanted.with_lists and wanted.action != LIST:
        lines = lines.exclude(action=LIST, family_ref="")
    if before is not None:
        lines = lines.filter(id__lt=before)
    return tuple(_row(line) for line in lines.order_by("-id")[:PAGE])


def find_line(event_id: int) -> LineRow | None:
    """Return one line."""
    line = AccessEvent.objects.using(AUDIT).filter(pk=event_id).first()
    return _row(line) if line else None


def count_events(*, action: str | None = None, outcome: str | None = None, family_ref: str | None = None) -> int:
    """Return how many lines there are with these marks."""
    marks = {"action": action, "outcome": outcome, "family_ref": family_ref}
    chosen = {name: value for name, value in marks.items() if value is not None}
    return AccessEvent.objects.using(AUDIT).filter(**chosen).count()


def list_newest_events(how_many: int = 50) -> list[dict[str, object]]:
    """Return the newest lines, newest first, as plain values."""
    return [dict(line) for line in AccessEvent.objects.using(AUDIT).order_by("-id").values()[:how_many]]


def count_uses_of_agreements(agreement_refs: Iterable[str]) -> dict[str, int]:
    """Return how many lines rest on each of these agreements."""
    wanted = sorted(set(agreement_refs))
    lines = _allowed().filter(agreement_refs__overlap=wanted).values_list("agreement_refs", flat=True)
    counts = dict.fromkeys(wanted, 0)
    for refs in lines.iterator():
        for ref in set(refs) & counts.keys():
            counts[ref] += 1
    return counts


def list_seen_by(person_ref: str, *, agency_ids: Iterable[str] | None = None) -> tuple[SeenBy, ...]:
    """Return which agencies and roles were shown something about this person: of these agencies, or of any."""
    lines = _allowed().filter(subject_refs__contains=[person_ref])
    if agency_ids is not None:
        lines = lines.filter(agency_id__in=list(agency_ids))
    groups = lines.values_list("agency_id", "role").annotate(times=Count("id"), last_at=Max("at"))
    return tuple(SeenBy(*group) for group in groups.order_by("agency_id", "role"))


def list_opened_under(break_glass_ref: str) -> tuple[OpenedUnder, ...]:
    """Return what was opened under an emergency opening, the first first."""
    lines = AccessEvent.objects.using(AUDIT).filter(break_glass_ref=break_glass_ref).exclude(break_glass_ref="")
    return tuple(
        OpenedUnder(
            at=line.at,
            action=line.action,
            outcome=line.outcome,
            family_ref=line.family_ref,
            person_refs=tuple(line.subject_refs),
            categories=tuple(line.categories),
            rows_shown=line.rows_shown,
        )
        for line in lines.order_by("id")
    )


def _allowed() -> QuerySet[AccessEvent]:
    """Lines by which something was shown; to write something down or to sign it shows nothing."""
    return AccessEvent.objects.using(AUDIT).filter(outcome="ALLOWED").exclude(action__in=["WRITE", "DECIDE"])


def _marks(wanted: LogFilter) -> dict[str, object]:
    marks: dict[str, object] = {
        name: getattr(wanted, name)
        for name in ("agency_id", "role", "action", "purpose", "outcome", "family_ref")
        if getattr(wanted, name)
    }
    if wanted.since:
        marks["at__date__gte"] = wanted.since
    if wanted.until:
        marks["at__date__lte"] = wanted.until
    return marks


def _row(line: AccessEvent) -> LineRow:
    values = {name: getattr(line, name) for name in LineRow.__dataclass_fields__ if name != "event_id"}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return LineRow(event_id=line.pk, **{**values, **lists})

"""Reads the log for its pages: agencies by name, codes in words, and the typed reason beside a drawn line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import connections

from kith.apps.agencies.queries import ROLE_LABELS, SignedInWorker, get_agencies
from kith.apps.audit.actions import LIST, QUESTION
from kith.apps.audit.queries import LineRow, LogFilter, SampleRow, find_line, list_lines, list_sample
from kith.apps.base.clock import today
from kith.apps.governance.models import SafeguardingReason
from kith.apps.governance.queries.log_words import GATE_WORDS, words_of_action, words_of_answer
from kith.apps.governance.queries.purposes import FIXED_PURPOSES, PURPOSE_LABELS
from kith.rules.access import LEVELS, Gate
from kith.vocabulary.codes.categories import CATEGORIES

AUDIT = "audit"


@dataclass(frozen=True)
class ShownWords:
    """What of one person was shown, in words: "health: summary, 3"."""

    person_ref: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class LineWords:
    """One line of the log in words."""

    row: LineRow
    agency: str
    role: str
    action: str
    purpose: str
    level: str
    gate: str
    answer: str
    shown: tuple[ShownWords, ...]


@dataclass(frozen=True)
class SampleWords:
    """One drawn line, with the reason that was typed."""

    row: SampleRow
    agency: str
    reason: str


def list_log(wanted: LogFilter, *, before: int | None, by: SignedInWorker) -> tuple[LineWords, ...]:
    """Return a page of the log, as this worker may read it."""
    names = _agency_names()
    rows = _as_told(list_lines(wanted, before=before), by)
    # Of a family that must not be found, whoever is not cleared finds as many lines as of one that is not there.
    return tuple(_words(row, names) for row in rows if _fits(row, wanted))


def _fits(row: LineRow, wanted: LogFilter) -> bool:
    """Answer whether a line fits as it is told, which may be without the family by which it was found."""
    is_plain_list = row.action == LIST and not row.family_ref
    if is_plain_list and wanted.action != LIST and not wanted.with_lists:
        return False
    return row.family_ref == wanted.family_ref or not wanted.family_ref


def find_log_line(event_id: int, *, by: SignedInWorker) -> LineWords | None:
    """Return one line, as this worker may read it."""
    row = find_line(event_id)
    return _words(_as_told((row,), by)[0], _agency_names()) if row else None


def _as_told(rows: tuple[LineRow, ...], by: SignedInWorker) -> tuple[LineRow, ...]:
    """Take out of lines about somebody who must not be found whom they are about, unless the worker is cleared.

    What is left of a question is what a question about nobody leaves, and of a refusal what one about anybody does.
    """
    if by.is_shield_cleared:
        return rows
    with connections[AUDIT].cursor() as cursor:
        cursor.execute("select * from kith_lines_of_hidden(%s, %s)", [[row.event_id for row in rows], today()])
        names_hidden = dict(cursor.fetchall())
    return tuple(
        _about_nobody(row, names_hidden[row.event_id]) if row.event_id in names_hidden else row for row in rows
    )


def _about_nobody(row: LineRow, names_hidden: bool) -> LineRow:
    if row.action == QUESTION and row.level_granted and not names_hidden:
        return replace(row, gate="")  # the yes is about others, who are named; nobody else's place in it is told
    is_refused_family = row.outcome == "DENIED" and row.family_ref
    return replace(
        row,
        family_ref=row.family_ref if is_refused_family else "",
        gate=Gate.RELATIONSHIP.value if is_refused_family else "",
        subject_refs=(),
        shown=(),
        found_family_refs=(),
        rows_shown=0,
    )


def list_sampled(*, is_marked: bool) -> tuple[SampleWords, ...]:
    """Return drawn lines with the reason that opened each, as it was typed."""
    names = _agency_names()
    return tuple(
        SampleWords(row, names.get(row.agency_id, row.agency_id), _find_reason(row))
        for row in list_sample(is_marked=is_marked)
    )


def _find_reason(row: SampleRow) -> str:
    if row.worker_id is None:
        return ""
    reasons = SafeguardingReason.objects.using(AUDIT).filter(
        worker_id=row.worker_id, session_ref=row.session_ref, family_ref=row.family_ref
    )
    return reasons.order_by("-at").values_list("reason", flat=True).first() or ""


def _words(row: LineRow, names: dict[str, str]) -> LineWords:
    level, gate = LEVELS.get(row.level_granted, ""), GATE_WORDS.get(row.gate, row.gate)  # type: ignore[call-overload]
    return LineWords(
        row=row,
        agency=names.get(row.agency_id, row.agency_id),
        role=ROLE_LABELS.get(row.role, row.role),  # type: ignore[call-overload]
        action=words_of_action(row),
        purpose=(PURPOSE_LABELS | FIXED_PURPOSES).get(row.purpose, row.purpose),  # type: ignore[call-overload]
        level=level,
        gate=gate,
        answer=words_of_answer(row, level, gate),
        shown=_shown(row.shown),
    )


def _shown(codes: tuple[str, ...]) -> tuple[ShownWords, ...]:
    people: dict[str, list[str]] = {}
    for code in codes:
        ref, category, level, rows = code.split("|")
        label = CATEGORIES[category].label if category in CATEGORIES else category.lower()
        people.setdefault(ref or "the household", []).append(f"{label}: {LEVELS[int(level)]}, {rows}")
    return tuple(ShownWords(ref, tuple(kinds)) for ref, kinds in people.items())


def _agency_names() -> dict[str, str]:
    return {agency_id: agency.name for agency_id, agency in get_agencies().items()}

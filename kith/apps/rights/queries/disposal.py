"""Reads disposal lists, their lines, and the certificate that a list becomes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.governance.access import open_desk
from kith.apps.rights.clocks import label_of
from kith.apps.rights.models import DisposalItem, DisposalList
from kith.apps.rights.models.disposal import FOR_A_PERSON, GONE, WAITING
from kith.rules.access import Purpose
from kith.vocabulary.errors import KithError

STATE_WORDS = {
    "WAITING": "Waits for two approvals", "GONE": "Destroyed", "ON_HOLD": "Kept: a legal hold is in force",
    "NOT_DUE": "Kept: something new was recorded", "FOR_A_PERSON": "For a person to do",
}  # fmt: skip


class NoSuchList(KithError):
    """There is no disposal list under this reference."""

    code = "K477"


@dataclass(frozen=True)
class DisposalRow:
    """One list, and what this worker may do with it."""

    ref: str
    as_at: date
    state: str
    lines: int
    rows_gone: int
    can_approve: bool
    is_done: bool
    sha256: str
    done_at: datetime | None
    approved_at: datetime | None
    second_at: datetime | None
    declined_because: str


@dataclass(frozen=True)
class DisposalLine:
    """One line of a list."""

    person_ref: str
    label: str
    goes_on: date
    why: str
    held: int
    state: str
    rows: int
    sha256: str


def list_disposals(worker: SignedInWorker) -> tuple[DisposalRow, ...]:
    """Return every list, the newest first; the reading is logged."""
    with open_desk(worker, action=LIST, about="DISPOSAL", purpose=Purpose.RIGHTS):
        return tuple(_row(row, worker) for row in DisposalList.objects.order_by("-as_at", "-made_at"))


def get_disposal(worker: SignedInWorker, ref: str) -> tuple[DisposalRow, tuple[DisposalLine, ...]]:
    """Return one list with its lines; the log names whom it is about."""
    with open_desk(worker, action=VIEW, purpose=Purpose.RIGHTS):
        row = DisposalList.objects.filter(pk=ref).first()
        if row is not None:
            items = list(row.items.order_by("person_ref", "room", "category"))
            with open_desk(
                worker, action=VIEW, purpose=Purpose.RIGHTS, subject_refs={item.person_ref for item in items}
            ):
                return _row(row, worker), tuple(_line(item) for item in items)
    raise NoSuchList(
        "There is no disposal list under that reference.",
        not_done="Nothing was shown.",
        mend="Go back to the lists and choose one of them.",
    )


def _row(row: DisposalList, worker: SignedInWorker) -> DisposalRow:
    items = list(row.items.values_list("state", "rows"))
    states = Counter(state for state, _ in items)
    is_open = not (row.second_by or row.declined_by)
    if row.done_at:
        state = f"Done: {states[GONE]} of {len(items)} lines destroyed"
    elif row.declined_by:
        state = "Turned down"
    elif row.second_by:
        state = "Approved by two people; being carried out"
    else:
        state = "Approved by one person" if row.approved_by else "Waits for two approvals"
    return DisposalRow(
        row.ref,
        row.as_at,
        state,
        len(items),
        sum(rows for _, rows in items),
        is_open and row.approved_by != worker.worker_id and bool(states[WAITING]),
        row.done_at is not None,
        row.sha256,
        row.done_at,
        row.approved_at,
        row.second_at,
        row.declined_because,
    )


def _line(item: DisposalItem) -> DisposalLine:
    label = "everything" if item.category == "ALL" else label_of(item.category)
    state = STATE_WORDS[item.state] if item.state != FOR_A_PERSON else f"For a person to do: {item.action.lower()}"
    return DisposalLine(item.person_ref, label, item.goes_on, item.why, item.held, state, item.rows, item.sha256)

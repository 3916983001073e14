"""Reads requests about rights and what was collected for them, as the worker who answers them may see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.base.clock import today
from kith.apps.governance.access import DESK, begin, open_desk
from kith.apps.rights.models import BundleItem, RequestStep, RightsRequest
from kith.apps.rights.models.bundle_item import INCLUDED, REDACTED, TO_REVIEW, WITHHELD
from kith.rules.access import Purpose
from kith.rules.bundle_review import without
from kith.rules.rights import CLOSED, Pause, answer_by
from kith.vocabulary.codes.withholding_reasons import LOCKED_REASON, WITHHOLDING_REASONS
from kith.vocabulary.errors import KithError

PAUSED, RESUMED = "PAUSED", "RESUMED"
SOON = timedelta(days=7)
KIND_WORDS = {
    "ACCESS": "See what is held", "CORRECT": "Put something right", "OBJECT": "Stop using something",
    "ERASE": "Erase something",
}  # fmt: skip
STATE_WORDS = {
    "RECEIVED": "Received", "CHECKED": "Identity and authority checked", "SCOPED": "Scope agreed",
    "COLLECTING": "Being collected", "REVIEW": "Being reviewed", "REDACTED": "Read by a second person",
    "RELEASED": "Given to them", "REFUSED": "Refused", "DECIDED": "Decided", "CARRIED_OUT": "Carried out",
    "TOLD": "Answered", "PAUSED": "Clock paused", "RESUMED": "Clock running again", "EXTENDED": "Given two more months",
    "TAKEN": "Taken on", "NOTED": "Note",
}  # fmt: skip


class RequestNotHere(KithError):
    """There is no such request, or it is somebody else's to answer."""

    code = "K476"


@dataclass(frozen=True)
class RequestRow:
    """One request with its clock. ``is_mine``: this worker handles it."""

    ref: str
    kind: str
    kind_label: str
    person_ref: str
    words: str
    channel: str
    state: str
    state_label: str
    received_on: date
    due_on: date
    is_closed: bool
    is_overdue: bool
    is_due_soon: bool
    is_paused: bool
    is_mine: bool
    handler_id: int | None
    entered_by: int | None
    asked_as: str
    asked_by_ref: str
    how_checked: str
    authority: str
    competence: str
    scope: str
    extended_because: str
    outcome: str
    outcome_words: str
    second_reader_id: int | None
    needs_clearance: bool
    closed_on: date | None


@dataclass(frozen=True)
class StepRow:
    """One step taken."""

    label: str
    on: date
    note: str


@dataclass(frozen=True)
class ItemRow:
    """One thing collected. ``shown`` is what the person gets; empty where it is withheld or not decided."""

    number: int
    room: str
    kind: str
    happened_on: date | None
    text: str
    shown: str
    agency_id: str
    category: str
    state: str
    is_locked: bool
    others: int  # how many other people it speaks of
    reason: str
    reason_label: str


@dataclass(frozen=True)
class RequestPage:
    """A request with its steps and how its review stands."""

    request: RequestRow
    steps: tuple[StepRow, ...]
    counts: dict[str, int]


def list_requests(worker: SignedInWorker) -> tuple[RequestRow, ...]:
    """Return the requests that this worker's agency answers, the most urgent first; the reading is logged."""
    with open_desk(worker, action=LIST, about="RIGHTS_REQUESTS", purpose=Purpose.RIGHTS):
        rows = RightsRequest.objects.all()
        found = [_row(row, worker) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.is_closed, row.due_on, row.ref)))


def get_request(worker: SignedInWorker, ref: str) -> RequestPage:
    """Return one request; the log says whose it is."""
    with at_request(worker, ref, action=VIEW) as row:
        steps = RequestStep.objects.filter(request=row).order_by("at", "pk")
        states = BundleItem.objects.filter(request=row).values_list("state", flat=True)
        counts = {state: list(states).count(state) for state in (TO_REVIEW, INCLUDED, REDACTED, WITHHELD)}
        shown = tuple(StepRow(STATE_WORDS.get(one.step, one.step), one.on, one.note) for one in steps)
        return RequestPage(_row(row, worker), shown, counts)


def list_items(worker: SignedInWorker, ref: str, *, action: str = VIEW) -> tuple[RequestRow, tuple[ItemRow, ...]]:
    """Return what was collected for a request, as told, in time; EXPORT or PRINT where it leaves the page."""
    with at_request(worker, ref, action=action) as row:
        items = BundleItem.objects.filter(request=row).order_by("happened_on", "number")
        return _row(row, worker), tuple(_item(item, row.person_ref) for item in items)


@contextmanager
def at_request(worker: SignedInWorker, ref: str, *, action: str, for_update: bool = False) -> Iterator[RightsRequest]:
    """Open one transaction at a request, logged with whose it is; raise where it is not this worker's to see."""
    with transaction.atomic():
        begin(worker, Purpose.RIGHTS, scope=DESK)
        rows = RightsRequest.objects.select_for_update() if for_update else RightsRequest.objects.all()
        row = rows.filter(pk=ref).first()
        if row is not None:
            with open_desk(worker, action=action, purpose=Purpose.RIGHTS, subject_refs=[row.person_ref]):
                yield row
            return
        with open_desk(worker, action=action, purpose=Purpose.RIGHTS, is_allowed=False):
            pass
    raise RequestNotHere(
        "There is no request here under that reference that you can open.",
        not_done="Nothing was shown. That you asked is recorded.",
        mend="Go back to the list of requests. One about somebody who must not be found is for cleared colleagues.",
    )


def due_of(row: RightsRequest, steps: list[RequestStep], on: date) -> tuple[date, bool]:
    """Return the day by which a request must be answered, and whether its clock stands still."""
    pauses: list[Pause] = []
    for one in steps:
        if one.step == PAUSED:
            pauses.append(Pause(one.on))
        elif one.step == RESUMED and pauses:
            pauses[-1] = Pause(pauses[-1].since, one.on)
    is_paused = bool(pauses) and pauses[-1].until is None
    return answer_by(row.received_on, pauses, is_extended=bool(row.extended_because), on=on), is_paused


def _row(row: RightsRequest, worker: SignedInWorker) -> RequestRow:
    day = today()
    pauses = [one for one in row.steps.all() if one.step in (PAUSED, RESUMED)]
    due_on, is_paused = due_of(row, sorted(pauses, key=_in_order), day)
    is_closed = row.state in CLOSED
    return RequestRow(
        kind_label=KIND_WORDS[row.kind],
        state_label=STATE_WORDS[row.state],
        due_on=due_on,
        is_closed=is_closed,
        is_overdue=not is_closed and not is_paused and due_on < day,
        is_due_soon=not is_closed and not is_paused and day <= due_on <= day + SOON,
        is_paused=is_paused,
        is_mine=row.handler_id == worker.worker_id,
        **{
            name: getattr(row, name)
            for name in (
                "ref", "kind", "person_ref", "words", "channel", "state", "received_on", "handler_id", "entered_by",
                "asked_as", "asked_by_ref", "how_checked", "authority", "competence", "scope", "extended_because",
                "outcome", "outcome_words", "second_reader_id", "needs_clearance", "closed_on",
            )
        },
    )  # fmt: skip


def _in_order(step: RequestStep) -> tuple[datetime, int]:
    return step.at, step.pk


def _item(item: BundleItem, person_ref: str) -> ItemRow:
    reason = WITHHOLDING_REASONS.get(LOCKED_REASON if item.is_locked else item.reason)
    spans = [(start, end) for start, end in item.spans]
    shown = {INCLUDED: item.text, REDACTED: without(item.text, spans)}.get(item.state, "")
    return ItemRow(
        number=item.number,
        room=item.room,
        kind=item.kind,
        happened_on=item.happened_on,
        text=item.text,
        shown=shown,
        agency_id=item.agency_id,
        category=item.category,
        state=item.state,
        is_locked=item.is_locked,
        others=len(set(item.about_refs) - {person_ref}),
        reason=reason.code if reason else "",
        reason_label=reason.label if reason else "",
    )

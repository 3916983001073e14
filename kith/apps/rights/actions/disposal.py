"""Makes the month's disposal list from the clocks, takes two approvals, and lets each line go: whole, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import DECIDE
from kith.apps.base.clock import today
from kith.apps.base.hooks import list_holdings
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.rights.actions.erase import FACTS, erase_person, write_ledger
from kith.apps.rights.ahead import AT_ONCE, Ahead, read_ahead
from kith.apps.rights.clocks import APART, Clock, sha256_of, work_out_clocks
from kith.apps.rights.definitions import load_office, load_schedule
from kith.apps.rights.models import DisposalItem, DisposalList
from kith.apps.rights.models.disposal import FOR_A_PERSON, GONE, NOT_DUE, ON_HOLD, WAITING
from kith.apps.rights.policies import NotYourStep, check_other_person
from kith.rules.access import Purpose
from kith.rules.retention import DESTROY, may_go, shortest_months
from kith.rules.rights import months_after

ALL = "ALL"
Known = dict[str, tuple[Clock, ...]]  # what was worked out already, while one list is made or one line let go


def make_list(*, as_at: date, alias: str = "owner") -> str | None:
    """Make the list of what may go on ``as_at``; ``None`` where nothing may. One that waits is made anew."""
    with transaction.atomic(using=alias):
        waiting = DisposalList.objects.using(alias).filter(approved_by=None, declined_by=None)
        waiting.delete()
        lines = list(_list_lines(_candidates(as_at, alias), as_at, alias))
        if not lines:
            return None
        made = DisposalList.objects.using(alias).create(
            ref=new_ref("DL"), as_at=as_at, agency_id=load_office().agency_id, made_at=timezone.now()
        )
        for line in lines:
            line.list_id = made.pk
        DisposalItem.objects.using(alias).bulk_create(lines)
    return made.ref


def approve_list(*, ref: str, by: SignedInWorker) -> None:
    """Approve as the first or, where somebody else did, as the second."""
    with open_desk(by, action=DECIDE, purpose=Purpose.RIGHTS):
        row = _get(ref)
        if row.approved_by is None:
            row.approved_by, row.approved_at = by.worker_id, timezone.now()
        else:
            check_other_person(row.approved_by, by.worker_id, what="Approving destruction")
            row.second_by, row.second_at = by.worker_id, timezone.now()
        row.save(update_fields=["approved_by", "approved_at", "second_by", "second_at"])


def turn_down_list(*, ref: str, because: str, by: SignedInWorker) -> None:
    """Say why nothing of this list goes; next month's begins anew."""
    with open_desk(by, action=DECIDE, purpose=Purpose.RIGHTS):
        row = _get(ref)
        row.declined_by, row.declined_because = by.worker_id, because
        row.save(update_fields=["declined_by", "declined_because"])


def carry_out_disposal(*, alias: str = "owner") -> int:
    """Let go what two people approved, a line in a transaction, so that it may stop anywhere; return how many."""
    approved = DisposalList.objects.using(alias).filter(second_by__isnull=False, done_at=None)
    done = 0
    for row in approved:
        for key in list(row.items.using(alias).filter(state=WAITING).values_list("pk", flat=True)):
            done += _let_go(row.ref, key, alias)
        _certify(row.ref, alias)
    return done


def _candidates(as_at: date, alias: str) -> list[str]:
    before = months_after(as_at, -shortest_months(load_schedule()))
    found = (one.list_untouched(before, alias) for one in list_holdings() if one.list_untouched)
    return sorted({ref for refs in found for ref in refs})


def _list_lines(refs: list[str], as_at: date, alias: str) -> Iterator[DisposalItem]:
    """Return the lines of everybody, so many people at a time; what is about several people stands on one line."""
    known: Known = {}
    listed: set[str] = set()
    for start in range(0, len(refs), AT_ONCE):
        some = refs[start : start + AT_ONCE]
        ahead = read_ahead(some, as_at, alias)
        for ref in some:
            yield from _lines_of(ref, as_at, alias, known, listed, ahead)


def _lines_of(
    person_ref: str, as_at: date, alias: str, known: Known, listed: set[str], ahead: Ahead
) -> Iterator[DisposalItem]:
    if person_ref not in known:
        known[person_ref] = work_out_clocks(person_ref, on=as_at, alias=alias, ahead=ahead)
    clocks = [clock for clock in known[person_ref] if clock.category not in APART]
    due = [clock for clock in clocks if may_go(clock.keeping, as_at)]
    if not due:
        return
    hidden = person_ref in ahead.near_hidden
    if len(due) == len(clocks) and all(clock.keeping.action == DESTROY for clock in due):
        yield _line(person_ref, ALL, ALL, max(due, key=_goes_on), sum(len(clock.told) for clock in due), hidden)
        return
    for clock in due:
        keys = set(_keys_that_go(person_ref, clock, as_at, alias, known)) - listed
        listed |= keys
        if keys or clock.keeping.action != DESTROY:
            yield _line(person_ref, clock.room, clock.category, clock, len(keys) or len(clock.told), hidden)


def _keys_that_go(person_ref: str, clock: Clock, on: date, alias: str, known: Known) -> list[str]:
    """Return the keys of what may go by itself: what speaks of several people stays for the last of their clocks."""
    if not any(one.room == clock.room and one.erase_keys for one in list_holdings()):
        return []
    return sorted(
        {
            one.key
            for one in clock.told
            if one.key and all(_is_due(ref, clock, on, alias, known) for ref in one.about_refs if ref != person_ref)
        }
    )


def _is_due(person_ref: str, like: Clock, on: date, alias: str, known: Known) -> bool:
    return all(
        may_go(clock.keeping, on)
        for clock in _clocks(person_ref, on, alias, known)
        if (clock.room, clock.category) == (like.room, like.category)
    )


def _clocks(person_ref: str, on: date, alias: str, known: Known) -> tuple[Clock, ...]:
    if person_ref not in known:
        known[person_ref] = work_out_clocks(person_ref, on=on, alias=alias)
    return known[person_ref]


def _line(person_ref: str, room: str, category: str, last: Clock, held: int, hidden: bool) -> DisposalItem:
    keeping = last.keeping
    return DisposalItem(
        person_ref=person_ref, room=room, category=category, goes_on=_goes_on(last), rule=keeping.rule,
        action=keeping.action, why=keeping.why, held=held, needs_clearance=hidden,
        state=WAITING if keeping.action == DESTROY else FOR_A_PERSON,
    )  # fmt: skip


def _let_go(list_ref: str, key: int, alias: str) -> int:
    """Look again at one line, and let it go if it still may."""
    with transaction.atomic(using=alias), pghistory.context(action="dispose", because=list_ref):
        item = (
            DisposalItem.objects.using(alias).select_for_update(skip_locked=True).filter(pk=key, state=WAITING).first()
        )
        if item is None:
            return 0
        clocks = work_out_clocks(item.person_ref, on=today(), alias=alias)
        mine = [clock for clock in clocks if _is_of(item, clock)]
        if any(clock.keeping.is_held for clock in (clocks if item.category == ALL else mine)):
            item.state = ON_HOLD
        elif not mine or not all(may_go(clock.keeping, today()) for clock in mine):
            item.state = NOT_DUE
        elif item.category == ALL:
            item.sha256 = sha256_of([one for clock in mine for one in clock.told])
            item.rows = erase_person(item.person_ref, because=list_ref, alias=alias)
            item.state = GONE
        else:
            keys = _keys_that_go(item.person_ref, mine[0], today(), alias, {item.person_ref: clocks})
            item.sha256 = sha256_of([one for one in mine[0].told if one.key in keys])
            item.rows = _erase_keys(item, keys, list_ref, alias)
            item.state = GONE if keys else NOT_DUE
        item.done_at = timezone.now()
        item.save(using=alias)
    return int(item.state == GONE)


def _erase_keys(item: DisposalItem, keys: list[str], list_ref: str, alias: str) -> int:
    """Erase these rows wherever a run has them, and write in the ledger that none is to bring them back."""
    room = next(one for one in list_holdings() if one.room == item.room)
    if not keys or room.erase_keys is None:
        return 0
    room.erase_keys(keys, alias)
    write_ledger(item.person_ref, FACTS, because=list_ref, rows=len(keys), alias=alias, fact_keys=keys)
    return len(keys)


def _is_of(item: DisposalItem, clock: Clock) -> bool:
    if item.category == ALL:
        return clock.category not in APART
    return (clock.room, clock.category) == (item.room, item.category)


def _certify(ref: str, alias: str) -> None:
    """Close the list when nothing in it waits; its hash is over every line."""
    with transaction.atomic(using=alias):
        row = DisposalList.objects.using(alias).select_for_update().get(pk=ref)
        items = list(row.items.using(alias).order_by("pk"))
        if row.done_at is None and all(item.state != WAITING for item in items):
            lines = (f"{one.person_ref}|{one.room}|{one.category}|{one.state}|{one.rows}|{one.sha256}" for one in items)
            row.sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            row.done_at = timezone.now()
            row.save(using=alias, update_fields=["sha256", "done_at"])


def _goes_on(clock: Clock) -> date:
    assert clock.keeping.goes_on is not None, "what may go has a day"
    return clock.keeping.goes_on


def _get(ref: str) -> DisposalList:
    row = DisposalList.objects.select_for_update().filter(pk=ref, second_by=None, declined_by=None).first()
    if row is None:
        raise NotYourStep(
            "There is no list under that reference that waits for an approval.",
            not_done="Nothing was approved.",
            mend="Open the disposal lists again and choose one that waits.",
        )
    return row

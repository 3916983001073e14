"""Keeps what is typed, whatever it is worth so far; gives a former state back; lets go when the real thing is written.

Two people never write in one section at a time: whoever saved last holds it until they send it, leave it, or have not
typed for a quarter of an hour. Nothing that was typed is thrown away by a save: what it replaces is put by first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE, Line
from kith.apps.drafts.kinds import FAMILY, get_kind
from kith.apps.drafts.models import Draft, DraftVersion
from kith.apps.drafts.queries import Typed, drafts_of, whose
from kith.apps.drafts.refusals import (
    MOST_CHARACTERS,
    DraftMovedOn,
    NoSuchVersion,
    SomebodyElseWrites,
    TooMuchTyped,
)
from kith.apps.governance.access import DESK, begin
from kith.apps.governance.moment import record
from kith.apps.governance.policy_data import load_policy
from kith.rules.access import DETAIL

HELD = timedelta(minutes=15)  # as long as a sitting lasts without a page
KEPT_EVERY = timedelta(minutes=5)
VERSIONS = 5
FORGOTTEN_AFTER = timedelta(days=90)
DRAFT = "DRAFT"  # what the log says was written


@dataclass(frozen=True)
class Saved:
    """What a page needs to go on: the version that it has seen now, and when it was saved."""

    version: int
    saved_at: datetime


def save_draft(
    *,
    by: SignedInWorker,
    form: str,
    about: str = "",
    section: str = "",
    values: Typed,
    seen_version: int | None = 0,
    family_ref: str = "",
    page: str = "",
    field: str = "",
) -> Saved:
    """Keep what stands in a section, as typed. Opens its own door; not for inside another one.

    ``seen_version`` is the version that the page showed, 0 for none; ``None`` puts these words in place of whatever is
    there. A page that gives its ``page`` may save again after an answer that never reached it. ``field`` is where the
    writer was, to land there again.
    """
    kept_for = get_kind(form).kept_for
    if sum(map(_length, values.values())) > MOST_CHARACTERS:
        raise TooMuchTyped
    with transaction.atomic():
        begin(by, None, scope=DESK)
        now = timezone.now()
        family = family_ref if kept_for == FAMILY else ""
        mine = drafts_of(by, form, about, section, family).select_for_update()
        row = mine.first()
        if row is None and seen_version:
            raise DraftMovedOn  # it was sent meanwhile: a save that comes late must not begin it again
        if row is None:
            begun = Draft(
                form=form, about=about, section=section, kept_for=kept_for, agency_id=by.agency_id, family_ref=family,
                worker_id=by.worker_id, begun_at=now, saved_at=now, kept_at=now, held_since=now, held_until=now + HELD,
            )  # fmt: skip
            Draft.objects.bulk_create([begun], ignore_conflicts=True)  # somebody may have begun at the same moment
            row = mine.get()
            _note(by, family)
        row.field = field
        return _write(row, values, seen_version, page, by=by, now=now)


def restore_draft(
    *, by: SignedInWorker, form: str, version: int, about: str = "", section: str = "", family_ref: str = ""
) -> Saved:
    """Put a former state in place of what stands in a section; what stood there is put by, so it can be undone."""
    with transaction.atomic():
        begin(by, None, scope=DESK)
        row = drafts_of(by, form, about, section, family_ref).select_for_update().first()
        former = DraftVersion.objects.filter(draft=row, version=version).first() if row else None
        if row is None or former is None:
            raise NoSuchVersion
        _put_by(row, by, timezone.now())
        return _write(row, former.typed, None, "", by=by, now=timezone.now())


def let_go(*, by: SignedInWorker, form: str, about: str = "", section: str = "", family_ref: str = "") -> None:
    """Let others write in a section at once: its writer has left the page."""
    with transaction.atomic():
        begin(by, None, scope=DESK)
        mine = drafts_of(by, form, about, section, family_ref).filter(worker_id=by.worker_id)
        mine.update(held_until=timezone.now())


def finish_draft(
    *,
    by: SignedInWorker,
    form: str,
    about: str = "",
    section: str | None = "",
    family_ref: str = "",
    seen_version: int | None = None,
) -> None:
    """Delete the draft, in the caller's transaction and door, where the real thing is written in it.

    No ``section`` (``None``): those of every section. Raises where somebody else is writing there now or, with the
    ``seen_version`` that the page showed, has written since: their words would be gone.
    """
    for row in list(_to_finish(by, form, about, section, family_ref)):
        if row.worker_id != by.worker_id and row.held_until > timezone.now():
            raise SomebodyElseWrites
        if row.worker_id != by.worker_id and seen_version is not None and row.version != seen_version:
            raise DraftMovedOn
        row.delete()


def forget_old_drafts(now: datetime, *, by: str, alias: str = "owner") -> int:
    """Delete what nobody has touched for 90 days: it was given up, and is not kept for ever; return how many."""
    old = Draft.objects.using(alias).filter(saved_at__lt=now - FORGOTTEN_AFTER)
    gone = old.count()
    old.delete()
    return gone


def _to_finish(by: SignedInWorker, form: str, about: str, section: str | None, family_ref: str) -> QuerySet[Draft]:
    if section is not None:
        return drafts_of(by, form, about, section, family_ref)
    return whose(Draft.objects.filter(form=form, about=about), by, get_kind(form).kept_for, family_ref)


def _write(
    row: Draft, values: Typed, seen_version: int | None, page: str, *, by: SignedInWorker, now: datetime
) -> Saved:
    is_anothers = row.worker_id != by.worker_id
    if is_anothers and row.held_until > now:
        raise SomebodyElseWrites
    if row.version and row.typed == dict(values) and not is_anothers:
        row.held_until = now + HELD
        row.save(update_fields=["held_until", "field"])
        return Saved(row.version, row.saved_at)
    is_same_page = not is_anothers and page != "" and page == row.page
    if seen_version is not None and seen_version != row.version and not is_same_page:
        raise DraftMovedOn
    if row.version and (is_anothers or seen_version is None or _is_worth_keeping(row, values, now)):
        _put_by(row, by, now)
    if is_anothers:
        row.held_since = now
    row.worker_id, row.typed, row.page = by.worker_id, dict(values), page
    row.version, row.saved_at, row.held_until = row.version + 1, now, now + HELD
    row.save(update_fields=[
        "worker_id", "typed", "page", "version", "saved_at", "kept_at", "held_since", "held_until", "field",
    ])  # fmt: skip
    return Saved(row.version, now)


def _is_worth_keeping(row: Draft, values: Typed, now: datetime) -> bool:
    """Answer whether the former state is put by: every five minutes, and before half of it goes at a stroke."""
    before, after = sum(map(_length, row.typed.values())), sum(map(_length, values.values()))
    return now - row.kept_at >= KEPT_EVERY or (before > 100 and after < before / 2)


def _put_by(row: Draft, by: SignedInWorker, now: datetime) -> None:
    DraftVersion.objects.bulk_create(
        [DraftVersion(draft=row, version=row.version, typed=row.typed, worker_id=row.worker_id, saved_at=row.saved_at)],
        ignore_conflicts=True,
    )
    former = DraftVersion.objects.filter(draft=row).order_by("-version").values_list("pk", flat=True)
    DraftVersion.objects.filter(pk__in=list(former[VERSIONS:])).delete()
    row.kept_at = now
    _note(by, row.family_ref)


def _note(by: SignedInWorker, family_ref: str) -> None:
    """Append a line to the log: once when something is begun, and then with each state that is put by.

    A line for every pause in somebody's typing would bury the others, and tell how fast they type.
    """
    line = Line(
        action=WRITE,
        worker_id=by.worker_id,
        role=by.roles[0] if by.roles else "",
        agency_id=by.agency_id,
        purpose="",
        level_asked=DETAIL,
        level_granted=DETAIL,
        gate="",
        policy_version=load_policy().version,
        family_ref=family_ref,
        categories=(DRAFT,),
    )
    record(by, line)


def _length(value: str | list[str]) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))

"""Takes a request from step to step: checked, scoped, paused, decided, released, refused; each by a named worker."""

from __future__ import annotations

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import DECIDE, EXPORT, WRITE
from kith.apps.base.clock import today
from kith.apps.rights.models import BundleItem, RequestStep, RightsRequest
from kith.apps.rights.models.bundle_item import TO_REVIEW
from kith.apps.rights.models.request import GRANTED, PARENT
from kith.apps.rights.policies import NotYourStep, check_can_follow, check_other_person, check_reviewed
from kith.apps.rights.queries.requests import PAUSED, RESUMED, at_request, due_of
from kith.rules import rights


def take_on(*, ref: str, by: SignedInWorker) -> None:
    """Make ``by`` the one who answers this request."""
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        row.handler_id = by.worker_id
        row.save(update_fields=["handler_id"])
        _step(row, "TAKEN", by)


def check_request(
    *,
    ref: str,
    asked_as: str,
    asked_by_ref: str,
    how_checked: str,
    authority: str,
    competence: str,
    by: SignedInWorker,
) -> None:
    """Note who asks, how it was checked who they are, and by what right; for a child, how far the child understands."""
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.CHECKED)
        # Whoever answers a request may open the person's families: nobody writes themselves the key to one.
        if row.entered_by == by.worker_id:
            check_other_person(row.entered_by, by.worker_id, what="Writing a request down and checking who asks")
        if (asked_as != "SELF" and not authority) or (asked_as == PARENT and not competence):
            raise NotYourStep(
                "Somebody else asks, and by what right, or what the child understands of it, is not said.",
                not_done="The request was not moved on.",
                mend="See the paper that gives them the right (a parent: parental responsibility), and ask the child.",
            )
        row.asked_as, row.asked_by_ref, row.how_checked = asked_as, asked_by_ref, how_checked
        row.authority, row.competence = authority, competence
        row.handler_id = row.handler_id or by.worker_id
        _move(row, rights.CHECKED, by, how_checked)


def agree_scope(*, ref: str, scope: str, by: SignedInWorker) -> None:
    """Note what exactly is asked for."""
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.SCOPED)
        row.scope = scope
        _move(row, rights.SCOPED, by, scope)


def order_collecting(*, ref: str, by: SignedInWorker) -> None:
    """Have the job collect what every room holds; it is there in a minute or two."""
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        _move(row, rights.COLLECTING, by)


def pause(*, ref: str, why: str, by: SignedInWorker) -> None:
    """Stop the clock: something was asked of them that is needed to go on."""
    _clock(ref, PAUSED, why, by, should_be_paused=False)


def resume(*, ref: str, why: str, by: SignedInWorker) -> None:
    """Let the clock run again: the answer came."""
    _clock(ref, RESUMED, why, by, should_be_paused=True)


def extend(*, ref: str, why: str, by: SignedInWorker) -> None:
    """Take two months more, once, because it is complex; they must be told within the first month."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        if row.extended_because or row.state in rights.CLOSED:
            raise _not_now()
        row.extended_because = why
        _set_due(row)
        row.save(update_fields=["extended_because", "due_on"])
        _step(row, "EXTENDED", by, why)


def agree_as_second_reader(*, ref: str, by: SignedInWorker) -> None:
    """Say, having read the whole bundle, that it may go out like this; never the one who reviewed it."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.REDACTED)
        check_reviewed(BundleItem.objects.filter(request=row, state=TO_REVIEW).count())
        reviewers = BundleItem.objects.filter(request=row, reviewed_by__isnull=False)
        if reviewers.filter(reviewed_by=by.worker_id).exists():
            check_other_person(by.worker_id, by.worker_id, what="Reviewing a bundle")
        check_other_person(row.handler_id, by.worker_id, what="Reviewing a bundle")
        row.second_reader_id = by.worker_id
        _move(row, rights.REDACTED, by)


def send_back(*, ref: str, why: str, by: SignedInWorker) -> None:
    """Ask for another look at the review."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        row.second_reader_id = None
        if row.state == rights.REVIEW:
            row.save(update_fields=["second_reader_id"])
            _step(row, "NOTED", by, why)
        else:
            _move(row, rights.REVIEW, by, why)


def release(*, ref: str, how: str, by: SignedInWorker) -> None:
    """Note that the bundle was given to them, and how; the request is closed."""
    with at_request(by, ref, action=EXPORT, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.RELEASED)
        row.outcome, row.outcome_words, row.decided_by, row.closed_on = GRANTED, how, by.worker_id, today()
        _move(row, rights.RELEASED, by, how)


def refuse(*, ref: str, why: str, by: SignedInWorker) -> None:
    """Refuse, in words that they are told, with how they may complain."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.REFUSED)
        row.outcome, row.outcome_words, row.decided_by, row.closed_on = "DECLINED", why, by.worker_id, today()
        _move(row, rights.REFUSED, by, why)


def decide(*, ref: str, outcome: str, reason: str, by: SignedInWorker) -> None:
    """Decide on a correction, an objection or an erasure, with a reason; the job erases what is granted."""
    with at_request(by, ref, action=DECIDE, for_update=True) as row:
        check_can_follow(row.kind, row.state, rights.DECIDED)
        row.outcome, row.outcome_words, row.decided_by = outcome, reason, by.worker_id
        _move(row, rights.DECIDED, by, reason)


def tell_outcome(*, ref: str, how: str, by: SignedInWorker) -> None:
    """Note that they were told what was decided; an erasure that was granted must have been carried out before."""
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        if row.kind == rights.ERASE and row.outcome == GRANTED and row.state == rights.DECIDED:
            raise _not_now()
        row.closed_on = today()
        _move(row, rights.TOLD, by, how)


def _clock(ref: str, step: str, why: str, by: SignedInWorker, *, should_be_paused: bool) -> None:
    with at_request(by, ref, action=WRITE, for_update=True) as row:
        _, is_paused = due_of(row, list(row.steps.order_by("at", "pk")), today())
        if is_paused != should_be_paused or row.state in rights.CLOSED:
            raise _not_now()
        _step(row, step, by, why)
        _set_due(row)
        row.save(update_fields=["due_on"])


def _set_due(row: RightsRequest) -> None:
    row.due_on, _ = due_of(row, list(row.steps.order_by("at", "pk")), today())


def _move(row: RightsRequest, then: str, by: SignedInWorker, note: str = "") -> None:
    check_can_follow(row.kind, row.state, then)
    row.state = then
    row.save()
    _step(row, then, by, note)


def _step(row: RightsRequest, step: str, by: SignedInWorker, note: str = "") -> None:
    RequestStep.objects.create(request=row, step=step, on=today(), at=timezone.now(), by=by.worker_id, note=note)


def _not_now() -> NotYourStep:
    return NotYourStep(
        "That cannot be done at this step.",
        not_done="Nothing was changed.",
        mend="Open the request again; its page shows the step it is at and what may follow.",
    )

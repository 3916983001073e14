"""Writes agencies and workers: in bulk from a run, one at a time for accounts and roles."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from kith.apps.agencies.models import Agency, Clearance, User, Worker, WorkerRole
from kith.apps.agencies.models.clearance import REVIEW
from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.sql import run_sql
from kith.rules.access import Role
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

OWNER = "owner"


class UnknownWorker(KithError):
    """An account names a worker that no agency lists."""

    code = "K403"


class UnknownRole(KithError):
    """An account was to have a role that Kith does not know."""

    code = "K404"


def take_in_agencies(cursor: CursorWrapper, *, by: str) -> None:
    """Add and bring up to date the agencies and workers that stand in ``stage_agency`` and ``stage_worker``.

    Nobody is removed: a worker who has left may still stand in the log.
    """
    run_sql(cursor, "kith.apps.agencies", "take_in_agencies")


def add_agency(*, agency_id: str, kind: str, name: str, by: str) -> None:
    """Add an agency before any run speaks of it, so that it can sign agreements; one who is known is left alone."""
    Agency.objects.using(OWNER).get_or_create(agency_id=agency_id, defaults={"kind": kind, "name": name})


def add_worker(*, agency_id: str, staff_id: str, name: str, by: str) -> None:
    """Add a worker whom no extract lists, as an administrator does for an office; one who is known is left alone."""
    agency = Agency.objects.using(OWNER).filter(agency_id=agency_id).first()
    if agency is not None:
        Worker.objects.using(OWNER).get_or_create(agency=agency, staff_id=staff_id, defaults={"name": name})


def name_safeguarding_lead(*, agency_id: str, staff_id: str, by: str) -> None:
    """Make a worker the one who must be spoken to when a question about safety is not simply answered."""
    worker = Worker.objects.using(OWNER).get(agency__agency_id=agency_id, staff_id=staff_id)
    Agency.objects.using(OWNER).filter(agency_id=agency_id).update(safeguarding_lead_id=worker.pk)


def clear_for_shields(*, agency_id: str, staff_id: str, by: str) -> None:
    """Let a worker see people who must not be found, where they have a close tie."""
    Worker.objects.using(OWNER).filter(agency__agency_id=agency_id, staff_id=staff_id).update(is_shield_cleared=True)


def clear_for_review(
    *,
    agency_id: str,
    staff_id: str,
    given_by: tuple[tuple[str, str], tuple[str, str]],
    since: date,
    until: date,
    by: str,
) -> None:
    """Let a worker compare records, as two others (agency and staff id of each) gave it. Safe to repeat."""
    worker, proposer, decider = (
        Worker.objects.using(OWNER).get(agency__agency_id=agency, staff_id=staff)
        for agency, staff in ((agency_id, staff_id), *given_by)
    )
    now = timezone.now()
    given = {"proposed_by": proposer.pk, "proposed_at": now, "decided_by": decider.pk, "approved_at": now}
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="clear_for_review")
        Clearance.objects.using(OWNER).get_or_create(
            worker=worker,
            kind=REVIEW,
            valid_from=since,
            valid_to=until,
            defaults=given | {"reason": "Compares records, to say which are of one person."},
        )


def make_account(
    *,
    username: str,
    password: str,
    code_secret: str,
    agency_id: str,
    staff_id: str,
    role: str,
    since: date,
    by: str,
) -> None:
    """Let the worker known by ``agency_id`` and ``staff_id`` sign in; doing it again brings the account up to date."""
    if role not in set(Role):
        raise UnknownRole(
            f"{role} is not a role in Kith.",
            not_done=f"The account {username} was not made.",
            mend=f"Use one of {', '.join(each.lower() for each in Role)}.",
        )
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="make_account")
        worker = Worker.objects.using(OWNER).filter(agency_id=agency_id, staff_id=staff_id).first()
        if worker is None:
            raise UnknownWorker(
                f"No agency lists the worker of account {username}.",
                not_done="The account was not made.",
                mend="Load and make live a run whose worker list names that agency and staff id, then try again.",
            )
        user, _ = User.objects.using(OWNER).get_or_create(username=username)
        user.set_password(password)
        user.save(using=OWNER)
        Worker.objects.using(OWNER).filter(user=user).exclude(pk=worker.pk).update(user=None)
        Worker.objects.using(OWNER).filter(pk=worker.pk).update(user=user)
        # The start is not part of what is looked up: a role that is held already is left as it is.
        if not WorkerRole.objects.using(OWNER).filter(worker=worker, role=Role(role), valid_to=None).exists():
            WorkerRole.objects.using(OWNER).create(worker=worker, role=Role(role), valid_from=since)
        sealed = {"secret": get_adapter().encrypt(code_secret)}
        Authenticator.objects.using(OWNER).update_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": sealed}
        )


def propose_clearance(
    *,
    worker_id: int,
    kind: str,
    level: int | None,
    reason: str,
    valid_from: date,
    valid_to: date,
    proposed_at: datetime,
    by: int,
) -> None:
    """Keep that somebody asks for a clearance for a worker; ``governance.actions`` opens the desk for it."""
    Clearance.objects.create(
        worker_id=worker_id,
        kind=kind,
        level=level,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
        proposed_by=by,
        proposed_at=proposed_at,
    )


def decide_clearance(*, clearance_id: int, is_approved: bool, at: datetime, by: int) -> bool:
    """Approve or decline one that waits, was proposed by another and is for another; return whether there was one."""
    waiting = Clearance.objects.filter(pk=clearance_id, approved_at=None, declined_at=None, withdrawn_at=None)
    others = waiting.exclude(proposed_by=by).exclude(worker_id=by)
    return bool(others.update(decided_by=by, **{"approved_at" if is_approved else "declined_at": at}))


def withdraw_clearance(*, clearance_id: int, at: datetime, by: int) -> None:
    """End a clearance now."""
    Clearance.objects.filter(pk=clearance_id, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=at)

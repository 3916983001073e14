"""Brings in an agency's list of workers: who works where, in which role; nobody is removed, and no sign-in is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kith.apps.agencies.models import Agency, User, Worker, WorkerRole
from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker
from kith.apps.base.changed_by import note_changed_by
from kith.rules.access import Role

OWNER = "owner"


@dataclass(frozen=True)
class ListedWorker:
    """One worker of a list. ``username`` is empty where they are not to sign in."""

    agency_id: str
    agency_kind: str
    agency_name: str
    staff_id: str
    name: str
    job_title: str
    team: str
    email: str
    roles: tuple[Role, ...]
    username: str


@dataclass(frozen=True)
class Staffed:
    """How many were new, and of how many usernames belong to somebody else and were left alone."""

    agencies: int
    workers: int
    roles: int
    accounts: int
    taken: tuple[str, ...]


def bring_in_workers(workers: Iterable[ListedWorker], *, since: date, by: str) -> Staffed:
    """Add who is not here, in one transaction; a list that came before changes nothing.

    An account is made without any password: `kith account reset` gives the first, or single sign-on lets them in.
    """
    agencies = people = roles = accounts = 0
    taken: list[str] = []
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="bring_in_workers")
        for one in workers:
            given = {"kind": one.agency_kind, "name": one.agency_name or one.agency_id}
            agency, is_new = Agency.objects.using(OWNER).get_or_create(agency_id=one.agency_id, defaults=given)
            agencies += is_new
            about = {"name": one.name, "job_title": one.job_title, "team": one.team, "email": one.email}
            known = Worker.objects.using(OWNER).get_or_create(agency=agency, staff_id=one.staff_id, defaults=about)
            people += known[1]
            roles += sum(_give(known[0], role, since) for role in one.roles)
            answer = _let_in(known[0], one.username)
            accounts += answer is True
            taken += [one.staff_id] if answer is None else []
    return Staffed(agencies, people, roles, accounts, tuple(taken))


def find_with_account(agency_id: str, staff_id: str) -> SignedInWorker | None:
    """Return a worker who may sign in, for a command that is done in their name; nothing where there is none."""
    worker = Worker.objects.using(OWNER).select_related("user").filter(agency_id=agency_id, staff_id=staff_id).first()
    return find_signed_in_worker(worker.user, has_second_factor=True) if worker and worker.user else None


def list_staff_ids(agency_id: str) -> frozenset[str]:
    """Return every worker of an agency, by staff id."""
    return frozenset(Worker.objects.using(OWNER).filter(agency_id=agency_id).values_list("staff_id", flat=True))


def _give(worker: Worker, role: Role, since: date) -> bool:
    held = WorkerRole.objects.using(OWNER).filter(worker=worker, role=role, valid_to=None)
    if held.exists():
        return False
    WorkerRole.objects.using(OWNER).create(worker=worker, role=role, valid_from=since)
    return True


def _let_in(worker: Worker, username: str) -> bool | None:
    """Return whether an account was made; ``None`` where its name is another's."""
    if not username or worker.user_id is not None:
        return False
    user = User.objects.using(OWNER).filter(username=username).first()
    if user is not None:
        return None
    made = User(username=username)
    made.set_unusable_password()
    made.save(using=OWNER)
    Worker.objects.using(OWNER).filter(pk=worker.pk).update(user=made)
    return True

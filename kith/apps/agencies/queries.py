"""Reads agencies and workers, and says who is signed in."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db.models import Q

from kith.apps.agencies.demo import demo_password, demo_secret
from kith.apps.agencies.models import Agency, Clearance, User, Worker, WorkerRole
from kith.apps.agencies.models.clearance import REVIEW, SHIELD
from kith.apps.base.clock import today
from kith.rules.access import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

ROLE_LABELS = {
    Role.PRACTITIONER: "Practitioner",
    Role.LEAD_WORKER: "Lead worker",
    Role.MANAGER: "Manager",
    Role.FRONT_DOOR: "Front door",
    Role.ANALYST: "Analyst",
    Role.COMMISSIONER: "Commissioner",
    Role.INFORMATION_GOVERNANCE: "Information governance",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
    Role.ADVOCATE: "Advocate",
    Role.FAMILY: "Family",
}

MOST_COLLEAGUES = 20  # more than so many of one name are found by typing more of it


@dataclass(frozen=True)
class SignedInWorker:
    """Who asks: ``request.worker``. ``roles`` are those in force today, the first being the one shown."""

    worker_id: int
    staff_id: str
    name: str
    agency_id: str
    agency_name: str
    agency_kind: str
    roles: tuple[str, ...]
    clearance: int | None
    is_active: bool
    has_second_factor: bool
    is_trained: bool
    is_shield_cleared: bool
    session_ref: str = ""  # a hash by which this sitting is told from others; never the session's key
    signed_in_by: str = ""  # how: "password+totp", "passkey", "oidc"
    ip_hash: str = ""  # keyed, for the log: see project.where_from
    device_hash: str = ""
    is_reviewer: bool = False  # may compare records of people they do not work with

    @property
    def role_label(self) -> str:
        """The role in words."""
        return ROLE_LABELS[Role(self.roles[0])] if self.roles else "No role today"

    def has_role(self, role: str) -> bool:
        """Answer whether the worker holds ``role`` today."""
        return role in self.roles


@dataclass(frozen=True)
class AgencyRow:
    """An agency, with the letter of its kind."""

    agency_id: str
    kind: str
    name: str


@dataclass(frozen=True)
class WorkerRow:
    """How to reach a worker."""

    name: str
    job_title: str
    email: str
    phone: str


@dataclass(frozen=True)
class DemoSignIn:
    """One of the demo's people, with all that is needed to sign in as them; shown on loopback only."""

    username: str
    name: str
    role: str
    agency_name: str
    password: str
    code: str


def find_signed_in_worker(
    user: AbstractBaseUser | AnonymousUser, *, has_second_factor: bool, session_ref: str = "", signed_in_by: str = ""
) -> SignedInWorker | None:
    """Return the worker whose account ``user`` is; ``None`` for nobody and for an account without a worker."""
    if not user.is_authenticated:
        return None
    worker = Worker.objects.select_related("agency").filter(user_id=user.pk).first()
    if worker is None:
        return None
    day = today()
    given = _clearances_on(worker.pk, day)
    return SignedInWorker(
        worker_id=worker.pk,
        staff_id=worker.staff_id,
        name=worker.name,
        agency_id=worker.agency_id,
        agency_name=worker.agency.name,
        agency_kind=worker.agency.kind,
        roles=_roles_on(worker.pk, day),
        clearance=_clearance_of(worker, given),
        is_active=user.is_active,
        has_second_factor=has_second_factor,
        is_trained=worker.trained_until is None or day < worker.trained_until,
        is_shield_cleared=worker.is_shield_cleared or any(each.kind == SHIELD for each in given),
        session_ref=session_ref,
        signed_in_by=signed_in_by,
        is_reviewer=any(each.kind == REVIEW for each in given),
    )


def find_account(*, agency_id: str, staff_id: str) -> User | None:
    """Return the account of the worker whom this agency lists under this staff id, if they have one."""
    worker = Worker.objects.select_related("user").filter(agency_id=agency_id, staff_id=staff_id).first()
    return worker.user if worker else None


def get_agencies() -> dict[str, AgencyRow]:
    """Return every agency by its id."""
    return {each.agency_id: AgencyRow(each.agency_id, each.kind, each.name) for each in Agency.objects.all()}


def list_workers(keys: set[tuple[str, str]]) -> dict[tuple[str, str], WorkerRow]:
    """Return the workers known by these pairs of agency and staff id."""
    found = Worker.objects.filter(staff_id__in={staff_id for _, staff_id in keys})
    rows = {
        (each.agency_id, each.staff_id): WorkerRow(each.name, each.job_title, each.email, each.phone) for each in found
    }
    return {key: row for key, row in rows.items() if key in keys}


def list_usernames() -> frozenset[str]:
    """Return the usernames of the accounts that somebody can sign in with: a worker's, with a code."""
    ready = User.objects.filter(worker__isnull=False, authenticator__isnull=False)
    return frozenset(ready.values_list("username", flat=True))


def list_demo_sign_ins() -> tuple[DemoSignIn, ...]:
    """Return the demo's people with the code that is good at this moment; empty outside the demo."""
    if not settings.DEMO:
        return ()
    workers = Worker.objects.select_related("agency", "user").filter(user__isnull=False, user__is_active=True)
    day = today()
    signed = [(worker, _roles_on(worker.pk, day)) for worker in workers.order_by("pk")]
    order = list(Role)
    people = [
        (
            order.index(Role(roles[0])),
            DemoSignIn(
                username=worker.user.username,
                name=worker.name,
                role=ROLE_LABELS[Role(roles[0])],
                agency_name=worker.agency.name,
                password=demo_password(worker.user.username),
                code=current_code(demo_secret(worker.user.username)),
            ),
        )
        for worker, roles in signed
        if roles and worker.user
    ]
    return tuple(person for _, person in sorted(people, key=lambda each: each[0]))


def current_code(secret: str) -> str:
    """Return the six digits that an authenticator app holding ``secret`` shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def _roles_on(worker_id: int, day: date) -> tuple[str, ...]:
    held = WorkerRole.objects.filter(worker_id=worker_id, valid_from__lte=day)
    return tuple(sorted(role.role for role in held if role.valid_to is None or day < role.valid_to))


@dataclass(frozen=True)
class Speaker:
    """Somebody at an agency to speak to, and how."""

    worker_id: int
    agency_id: str
    agency_name: str
    agency_kind: str
    name: str
    job_title: str
    email: str
    phone: str


def find_speaker(agency_id: str, on: date, *, staff_id: str = "") -> Speaker | None:
    """Return whom to speak to at an agency: this worker of theirs, else the safeguarding lead, else a manager."""
    agency = Agency.objects.filter(agency_id=agency_id).first()
    theirs = Worker.objects.select_related("agency").filter(agency_id=agency_id)
    worker = theirs.filter(staff_id=staff_id).first() if staff_id else None
    if worker is None and agency and agency.safeguarding_lead_id:
        worker = Worker.objects.select_related("agency").filter(pk=agency.safeguarding_lead_id).first()
    if worker is None:
        held = WorkerRole.objects.filter(worker__agency_id=agency_id, role=Role.MANAGER, valid_from__lte=on)
        managers = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).values_list("worker_id", flat=True)
        worker = theirs.filter(pk__in=list(managers)).order_by("pk").first()
    return _as_speaker(worker) if worker else None


def list_speakers(worker_ids: Iterable[int]) -> dict[int, Speaker]:
    """Return these workers, by their number, as people to speak to."""
    found = Worker.objects.select_related("agency").filter(pk__in=list(worker_ids))
    return {worker.pk: _as_speaker(worker) for worker in found}


def list_names(agency_id: str) -> dict[int, str]:
    """Return the names of an agency's workers, by their number."""
    return dict(Worker.objects.filter(agency_id=agency_id).values_list("pk", "name"))


def _as_speaker(worker: Worker) -> Speaker:
    return Speaker(
        worker_id=worker.pk,
        agency_id=worker.agency_id,
        agency_name=worker.agency.name,
        agency_kind=worker.agency.kind,
        name=worker.name,
        job_title=worker.job_title,
        email=worker.email,
        phone=worker.phone,
    )


def list_worker_names(worker_ids: Iterable[int]) -> dict[int, str]:
    """Return the workers' names by their number, for pages that say who decided something."""
    return dict(Worker.objects.filter(pk__in=set(worker_ids)).values_list("pk", "name"))


def list_workers_in_role(role: str, agency_id: str | None = None) -> tuple[tuple[int, str, str], ...]:
    """Return number, name and agency of the workers who hold ``role`` today, of one agency or of all."""
    day = today()
    held = WorkerRole.objects.filter(role=role, valid_from__lte=day).select_related("worker__agency")
    if agency_id is not None:
        held = held.filter(worker__agency_id=agency_id)
    found = {each.worker_id: each.worker for each in held if each.valid_to is None or day < each.valid_to}
    return tuple(sorted((pk, one.name, one.agency.name) for pk, one in found.items()))


HELPING_ROLES = (Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER)


def list_helpers(agency_id: str) -> tuple[tuple[str, str], ...]:
    """Return staff number and name of those of an agency who may help families today, by name."""
    day = today()
    held = WorkerRole.objects.filter(role__in=HELPING_ROLES, worker__agency_id=agency_id, valid_from__lte=day)
    in_force = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    found = in_force.values_list("worker__name", "worker__staff_id").distinct().order_by("worker__name")
    return tuple((staff_id, name) for name, staff_id in found if staff_id)


def _clearances_on(worker_id: int, day: date) -> list[Clearance]:
    """Return what was given to the worker beyond their role, as ``row_security_clearance.sql`` reads it too."""
    approved = Clearance.objects.filter(worker_id=worker_id, approved_at__isnull=False, withdrawn_at=None)
    return list(approved.filter(valid_from__lte=day, valid_to__gt=day))


def _clearance_of(worker: Worker, given: list[Clearance]) -> int | None:
    levels = [level for level in (worker.clearance, *(each.level for each in given)) if level is not None]
    return max(levels, default=None)


_CLEARED_FOR = {SHIELD: "People who must not be found", REVIEW: "Comparing records of people, to say who is one"}


@dataclass(frozen=True)
class ClearanceRow:
    """A clearance that was asked for: who, what, by whom, and how it stands."""

    clearance_id: int
    worker_id: int
    worker_name: str
    agency_name: str
    words: str
    reason: str
    valid_to: date
    trained_until: date | None
    proposed_by: int
    proposed_by_name: str
    decided_by_name: str
    is_waiting: bool


def list_clearances(on: date) -> tuple[ClearanceRow, ...]:
    """Return the clearances that wait for a second person and those that hold, the waiting first."""
    rows = Clearance.objects.select_related("worker", "worker__agency").filter(
        declined_at=None, withdrawn_at=None, valid_to__gt=on
    )
    names = find_worker_names({each for row in rows for each in (row.proposed_by, row.decided_by) if each})
    return tuple(
        ClearanceRow(
            clearance_id=row.pk,
            worker_id=row.worker_id,
            worker_name=row.worker.name,
            agency_name=row.worker.agency.name,
            words=_CLEARED_FOR.get(row.kind, f"Sensitive records, to label {row.level}"),
            reason=row.reason,
            valid_to=row.valid_to,
            trained_until=row.worker.trained_until,
            proposed_by=row.proposed_by,
            proposed_by_name=names.get(row.proposed_by, ""),
            decided_by_name=names.get(row.decided_by or 0, ""),
            is_waiting=row.approved_at is None,
        )
        for row in sorted(rows, key=lambda row: (row.approved_at is not None, row.valid_to, row.pk))
    )


def find_worker_names(worker_ids: set[int]) -> dict[int, str]:
    """Return the names of these workers by number."""
    return dict(Worker.objects.filter(pk__in=worker_ids).values_list("pk", "name"))


def find_colleagues(agency_id: str, asked: str) -> tuple[tuple[int, str, str], ...]:
    """Return those of an agency in whose name every word that was typed stands: number, name and staff number."""
    rows = Worker.objects.filter(agency_id=agency_id)
    for word in asked.split():
        rows = rows.filter(name__icontains=word)
    return tuple(rows.order_by("name", "pk").values_list("pk", "name", "staff_id")[:MOST_COLLEAGUES])


def find_worker_id(*, agency_id: str, staff_id: str) -> int | None:
    """Return the number of the worker whom this agency lists under this staff id."""
    return Worker.objects.filter(agency_id=agency_id, staff_id=staff_id).values_list("pk", flat=True).first()


def list_standing_clearances() -> tuple[tuple[str, str, str], ...]:
    """Return the workers whose clearance was set with their account: name, agency, in words."""
    rows = Worker.objects.select_related("agency").filter(
        Q(is_shield_cleared=True) | Q(clearance__isnull=False), user__isnull=False
    )
    return tuple(
        (
            row.name,
            row.agency.name,
            " and ".join(
                (["people who must not be found"] if row.is_shield_cleared else [])
                + ([f"sensitive records to label {row.clearance}"] if row.clearance is not None else [])
            ),
        )
        for row in rows.order_by("name", "pk")
    )


def find_staff(worker_id: int, alias: str) -> tuple[str, str] | None:
    """Return the agency and staff id of a worker, for a job on its own alias."""
    return Worker.objects.using(alias).filter(pk=worker_id).values_list("agency_id", "staff_id").first()

"""Reads agencies and workers, and says who is signed in."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from kith.apps.agencies.demo import demo_password, demo_secret
from kith.apps.agencies.models import Agency, User, Worker, WorkerRole
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
    return SignedInWorker(
        worker_id=worker.pk,
        staff_id=worker.staff_id,
        name=worker.name,
        agency_id=worker.agency_id,
        agency_name=worker.agency.name,
        agency_kind=worker.agency.kind,
        roles=_roles_on(worker.pk, day),
        clearance=worker.clearance,
        is_active=user.is_active,
        has_second_factor=has_second_factor,
        is_trained=worker.trained_until is None or day < worker.trained_until,
        is_shield_cleared=worker.is_shield_cleared,
        session_ref=session_ref,
        signed_in_by=signed_in_by,
    )


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

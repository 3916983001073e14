"""Reads the table of role and purpose for its page: what is in force, what is proposed, what there was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import ROLE_LABELS, list_worker_names
from kith.apps.governance.models import PolicyVersion
from kith.apps.governance.policy_data import caps_of, load_policy, read_policy_files
from kith.apps.governance.queries.purposes import PURPOSE_LABELS
from kith.rules.access import LEVELS, Purpose, Role
from kith.rules.policy_change import CLOSED_ROLES, OPEN_ROLES, changes


@dataclass(frozen=True)
class Change:
    """One cell that a version changes."""

    role: str
    purpose: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionRow:
    """A version that somebody proposed, and what became of it."""

    version: str
    changes: tuple[Change, ...]
    reason: str
    proposed_by: int
    proposer: str
    proposed_at: datetime
    decider: str
    approved_at: datetime | None
    declined_at: datetime | None


@dataclass(frozen=True)
class PolicyTable:
    """The table in force, as rows of words: (role, ((purpose, level), ...))."""

    version: str
    purposes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    closed: tuple[str, ...]


def get_policy_table() -> PolicyTable:
    """Return the table in force in words."""
    policy = load_policy()
    rows = tuple(
        (ROLE_LABELS[role], tuple((PURPOSE_LABELS[one], LEVELS[policy.caps.get((role, one), 0)]) for one in Purpose))
        for role in OPEN_ROLES
    )
    closed = tuple(ROLE_LABELS[role] for role in Role if role in CLOSED_ROLES)
    return PolicyTable(policy.version, tuple(PURPOSE_LABELS[purpose] for purpose in Purpose), rows, closed)


def list_versions() -> tuple[VersionRow, ...]:
    """Return every version that was proposed, newest first, each with what it changes of the one before it."""
    rows = list(PolicyVersion.objects.order_by("proposed_at", "pk"))
    names = list_worker_names({by for row in rows for by in (row.proposed_by, row.approved_by, row.declined_by) if by})
    before, versions = dict(read_policy_files().caps), []
    for row in rows:
        after = caps_of(row.caps)
        versions.append(_as_row(row, before, after, names))
        before = after if row.approved_at else before
    return tuple(reversed(versions))


def find_version(version: str) -> VersionRow | None:
    """Return one version."""
    return next((row for row in list_versions() if row.version == version), None)


def _as_row(
    row: PolicyVersion, before: dict[tuple[str, str], int], after: dict[tuple[str, str], int], names: dict[int, str]
) -> VersionRow:
    return VersionRow(
        version=row.version,
        changes=tuple(
            Change(ROLE_LABELS[Role(role)], PURPOSE_LABELS[Purpose(purpose)], LEVELS[old], LEVELS[new])
            for role, purpose, old, new in changes(before, after)
        ),
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposer=names.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        decider=names.get(row.approved_by or row.declined_by or 0, ""),
        approved_at=row.approved_at,
        declined_at=row.declined_at,
    )

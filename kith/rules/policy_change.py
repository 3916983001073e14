"""Says whether a changed table of role and purpose may be put in force: some roles never open anything about a person.

Source: governance design, section 2.2: auditors read the log, analysts run stored queries, commissioners get
aggregates, families use pages of their own; none of them gets content by a cap.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kith.rules.access import LEVELS, Purpose, Role

CLOSED_ROLES = frozenset(
    {Role.AUDITOR, Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR, Role.ADVOCATE, Role.FAMILY}
)
OPEN_ROLES = tuple(role for role in Role if role not in CLOSED_ROLES)


def faults_of(caps: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return what is wrong with a table of caps, in words; nothing where it may be put in force."""
    faults = []
    for (role, purpose), level in sorted(caps.items()):
        if role not in set(Role) or purpose not in set(Purpose):
            faults.append(f"{role} {purpose} is no role and purpose.")
        elif type(level) is not int or level not in LEVELS:
            faults.append(f"{role} {purpose} has a level that does not exist.")
        elif role in CLOSED_ROLES and level:
            faults.append(f"{role} may never open anything about a person.")
    return tuple(faults)


def next_version(on: date, there: frozenset[str]) -> str:
    """Return the version's name: the day, and a number where the day has one already ("2026-11-21.2")."""
    number = next(number for number in range(1, 1000) if _name(on, number) not in there)
    return _name(on, number)


def changes(
    before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]
) -> list[tuple[str, str, int, int]]:
    """Return what differs: role, purpose, level before, level after."""
    return [
        (role, purpose, before.get((role, purpose), 0), after.get((role, purpose), 0))
        for role, purpose in sorted(before.keys() | after.keys())
        if before.get((role, purpose), 0) != after.get((role, purpose), 0)
    ]


def _name(on: date, number: int) -> str:
    return on.isoformat() if number == 1 else f"{on.isoformat()}.{number}"

"""The family's own door: one person's sitting, opened for one transaction in the family's own database role, logged.

It is not the workers' door. What stands behind it is about the person alone, and the database knows no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from kith.apps.audit.actions import VIEW, Line, record_access
from kith.apps.base.clock import today
from kith.apps.governance.policy_data import load_policy
from kith.apps.portal.cards import hash_of
from kith.apps.portal.settings_data import load_family_sign_in
from kith.rules.access import DETAIL, NOTHING, Role

PORTAL = "portal"


class PageClosedError(Exception):
    """There is no sitting: ended, never begun, or no longer to be there. All look the same."""


@dataclass(frozen=True)
class SignedInFamily:
    """Who reads: a person, or the advocate they chose, who sees of it what ``shows`` names."""

    account_ref: str
    kind: str
    person_ref: str
    family_ref: str
    state: str
    shows: tuple[str, ...]

    @property
    def has_chosen(self) -> bool:
        """Answer whether they have a passphrase of their own; before that there is nothing to read."""
        return self.state == "OPEN"

    @property
    def is_advocate(self) -> bool:
        """Answer whether somebody reads on the person's behalf."""
        return self.kind == Role.ADVOCATE

    def may_read(self, part: str) -> bool:
        """Answer whether this part of the page is theirs to read."""
        return not self.is_advocate or part in self.shows


@contextmanager
def open_portal(token: str, *, action: str = VIEW) -> Iterator[SignedInFamily]:
    """Open the sitting that the browser holds ``token`` of, or raise ``PageClosedError``."""
    council = load_family_sign_in()
    if not (token and council.is_on):
        raise PageClosedError
    with transaction.atomic(using=PORTAL):
        found = rows(
            "select * from kith_begin_portal(%s, %s, %s, %s)",
            [hash_of(token), today(), council.youngest, council.quiet_days_after_a_move],
        )
        if found:
            family = _family(found[0])
            write_line(action, family)
            yield family
            return
    raise PageClosedError


def _family(row: dict[str, Any]) -> SignedInFamily:
    return SignedInFamily(
        account_ref=row["ref"],
        kind=row["kind"],
        person_ref=row["person_ref"],
        family_ref=row["family_ref"],
        state=row["state"],
        shows=tuple(row["shows"]),
    )


def write_line(action: str, family: SignedInFamily | None) -> None:
    """Put into the log that the person, or their advocate, did this; nobody's reference where nobody came in."""
    record_access(
        Line(
            action=action,
            worker_id=None,
            role=family.kind if family else Role.FAMILY,
            agency_id="",
            purpose="",
            level_asked=DETAIL,
            level_granted=DETAIL if family else NOTHING,
            gate="",
            policy_version=load_policy().version,
            family_ref=family.family_ref if family else "",
            subject_refs=[family.person_ref] if family else (),
            on_behalf_of=family.person_ref if family and family.is_advocate else "",
        ),
        using=PORTAL,
    )


def rows(sql: str, values: Sequence[Any] = (), *, using: str = PORTAL) -> list[dict[str, Any]]:
    """Return what one of the room's functions gives (see ``row_security.sql``), each row by its columns' names."""
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def answer(sql: str, values: Sequence[Any] = ()) -> bool:
    """Return the yes or no that one of the room's functions gives."""
    with connections[PORTAL].cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
        return bool(row and row[0])

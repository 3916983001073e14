"""Makes, replaces and ends the keys by which other systems sign their links, for whoever runs Kith."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.other_systems import get_system
from kith.apps.base.refs import new_ref
from kith.apps.base.sealed import seal
from kith.apps.beside.models import LinkKey
from kith.vocabulary.errors import KithError

OWNER = "owner"
USE = "key of another system"
OVERLAP = timedelta(days=7)  # an old key goes on beside the new one, so that no link breaks meanwhile


class NoSuchKey(KithError):
    """A command names a key that there is not, or that has ended."""

    code = "K873"

    def __init__(self) -> None:
        super().__init__(
            "There is no key in force with this name.",
            not_done="No key was ended.",
            mend="List them: kith beside keys",
        )


@dataclass(frozen=True)
class KeyRow:
    """One key, without its secret."""

    key_id: str
    system: str
    made_at: datetime
    made_by: str
    ends_at: datetime | None


def make_key(*, system: str, by: str, now: datetime) -> tuple[str, str]:
    """Make a key, let the system's others end in a week, and return its id and its secret, which is shown this once."""
    code, secret = get_system(system).code, secrets.token_urlsafe(48)
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="make_key")
        _in_force(now).filter(Q(ends_at=None) | Q(ends_at__gt=now + OVERLAP), system=code).update(
            ends_at=now + OVERLAP, ended_by=by
        )
        key = LinkKey.objects.using(OWNER).create(
            key_id=new_ref("BK"), system=code, sealed=seal(secret, use=USE), made_at=now, made_by=by
        )
    return key.key_id, secret


def end_key(*, key_id: str, by: str, now: datetime) -> None:
    """End a key at once; links that it signed open nothing from now on."""
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="end_key")
        if not _in_force(now).filter(key_id=key_id).update(ends_at=now, ended_by=by, sealed=""):
            raise NoSuchKey


def list_keys(now: datetime) -> tuple[KeyRow, ...]:
    """Return the keys in force, by system, the newest first."""
    rows = _in_force(now).order_by("system", "-made_at")
    return tuple(KeyRow(row.key_id, row.system, row.made_at, row.made_by, row.ends_at) for row in rows)


def _in_force(now: datetime) -> QuerySet[LinkKey]:
    return LinkKey.objects.using(OWNER).filter(Q(ends_at=None) | Q(ends_at__gt=now))

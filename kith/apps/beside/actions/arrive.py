"""Takes in whoever comes by another system's link, once, and gives out whom it was about, once."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import connection, connections, transaction

from kith.apps.base.other_systems import load_systems
from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.beside.actions.keys import USE
from kith.apps.beside.models import Arrival
from kith.apps.beside.tokens import Key, LinkNotGood, Meant, read_token

PUBLIC = "public"
WAITS = timedelta(minutes=10)  # for whoever must sign in first
_ABOUT = "arrival from another system"


@dataclass(frozen=True)
class Came:
    """What the browser keeps until whoever came has signed in, and which page it is for."""

    handle: str
    shows: str


def arrive(*, token: str, at: datetime) -> Came:
    """Check the link and keep whom it is about, sealed; raise ``LinkNotGood`` for every link that is not good."""
    meant = read_token(token, lambda key_id: _find_key(key_id, at))
    handle = secrets.token_urlsafe(32)
    link = _hash("link", f"{meant.system}|{meant.once}")
    about = seal(json.dumps(asdict(meant)), use=_ABOUT)
    with transaction.atomic(using=PUBLIC), connections[PUBLIC].cursor() as cursor:
        cursor.execute(
            "select kith_link_came(%s, %s, %s, %s, %s, %s, %s)",
            [link, _hash("handle", handle), meant.system, meant.shows, about, at, at + WAITS],
        )
        if not cursor.fetchall()[0][0]:
            raise LinkNotGood
    return Came(handle, meant.shows)


def take_arrival(*, handle: str, shows: str, at: datetime) -> Meant | None:
    """Return whom the link was about, once; nothing where there is none, or it was too long ago."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select system, about from kith_take_arrival(%s, %s, %s)", [_hash("handle", handle), shows, at])
        row = cursor.fetchone()
    about = find_unsealed(row[1], use=_ABOUT) if row else ""
    return Meant(**json.loads(about)) if about else None


def find_where_from(*, handle: str, at: datetime) -> str:
    """Return the system by whose link this browser came and still waits; nothing where by none."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("select kith_arrived_from(%s, %s)", [_hash("handle", handle), at])
        return str(cursor.fetchall()[0][0] or "")


def forget_ended_arrivals(now: datetime, *, by: str, alias: str = "owner") -> int:
    """Delete arrivals of which the link itself has long ended, so that none can come again; return how many."""
    return Arrival.objects.using(alias).filter(ends_at__lte=now - timedelta(hours=1)).delete()[0]


def _find_key(key_id: str, at: datetime) -> Key | None:
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("select system, sealed from kith_link_key(%s, %s)", [key_id, at])
        row = cursor.fetchone()
    system = load_systems().get(row[0]) if row else None
    secret = find_unsealed(row[1], use=USE) if row and row[1] else ""
    return Key(system, secret) if system and secret else None


def _hash(what: str, text: str) -> str:
    return hashlib.sha256(f"beside {what}:{text}".encode()).hexdigest()

"""Counts how often accounts, agencies and addresses ask, in the database and so over every process: is it too often?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from kith.apps.agencies.models import UseCount
from kith.apps.agencies.queries import SignedInWorker

ACCOUNT, AGENCY, ADDRESS = "account", "agency", "address"


@dataclass(frozen=True)
class Limit:
    """At most ``most`` requests to ``path`` in ``minutes``, per account, agency, or address where nobody signs in."""

    path: str
    method: str
    per: str
    minutes: int
    most: int


@lru_cache(maxsize=1)
def load_limits() -> tuple[Limit, ...]:
    """Return the council's limits; the file is read once, when the program starts to need it."""
    with (Path(settings.DEFINITIONS) / "limits" / "limits.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            Limit(row["path"], row["method"], row["per"], int(row["minutes"]), int(row["most"]))
            for row in csv.DictReader(handle)
        )


def count_use(worker: SignedInWorker, *, path: str, method: str, now: datetime) -> Limit | None:
    """Count this request against every limit that it falls under; return one that it goes beyond, if any."""
    own = {ACCOUNT: str(worker.worker_id), AGENCY: worker.agency_id}
    return _beyond(own, path, method, now)


def count_use_from(ip_hash: str, *, path: str, method: str, now: datetime) -> Limit | None:
    """Count this request of nobody who is signed in, by a keyed hash of where it comes from."""
    return _beyond({ADDRESS: ip_hash[:40]}, path, method, now)


def forget_old_uses(now: datetime) -> None:
    """Delete the counts of stretches that are over."""
    UseCount.objects.filter(window_at__lt=now - timedelta(days=1)).delete()


def _beyond(own: dict[str, str], path: str, method: str, now: datetime) -> Limit | None:
    limits = (limit for limit in load_limits() if path.startswith(limit.path) and method == limit.method)
    counted = [(limit, _count(f"{limit.per} {own[limit.per]}", limit, now)) for limit in limits if limit.per in own]
    return next((limit for limit, count in counted if count > limit.most), None)


def _count(who: str, limit: Limit, now: datetime) -> int:
    seconds = limit.minutes * 60
    window_at = datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into agencies_usecount (who, path, window_at, count) values (%s, %s, %s, 1)"
            " on conflict (who, path, window_at) do update set count = agencies_usecount.count + 1 returning count",
            # Two limits on one address count apart: pages that were read must not use up what may be sent.
            [who, f"{limit.method} {limit.path} {limit.minutes}", window_at],
        )
        row = cursor.fetchone()
    return int(row[0])

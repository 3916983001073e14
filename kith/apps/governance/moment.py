"""Holds the one moment in which a door stands open: one transaction, who asks told to the database, a log line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import Line, record_access
from kith.apps.base.clock import today
from kith.apps.governance.queries import PurposeChoice

DESK, FAMILY, SEARCHING = "DESK", "FAMILY", "SEARCH"  # what kith_begin works the sets out for


@contextmanager
def one_moment() -> Iterator[None]:
    """Hold one transaction in which every read sees the same moment, so that no page mixes two runs."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        yield


def record(worker: SignedInWorker | None, line: Line) -> None:
    """Append ``line``, with the sitting in which the worker asked."""
    if worker is not None:
        line = replace(
            line,
            session_ref=worker.session_ref,
            signed_in_by=worker.signed_in_by,
            has_second_factor=worker.has_second_factor,
            ip_hash=worker.ip_hash,
            device_hash=worker.device_hash,
        )
    record_access(line)


def begin(
    worker: SignedInWorker | None,
    purpose: PurposeChoice | str | None,
    *,
    scope: str,
    family_ref: str = "",
    alias: str = DEFAULT_DB_ALIAS,
) -> None:
    """Tell the database who asks, for the transaction that is open: what no rule lets them see, it does not give."""
    if worker is None:
        return
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "select kith_begin(%s, %s, %s, %s, %s, %s, %s)",
            [
                worker.worker_id,
                code_of(purpose) if purpose else "",
                today(),
                worker.has_second_factor and worker.is_active and worker.is_trained,
                worker.session_ref,
                scope,
                family_ref,
            ],
        )


def code_of(purpose: PurposeChoice | str) -> str:
    """Return the code of a purpose, chosen on a page or given."""
    return purpose.code if isinstance(purpose, PurposeChoice) else str(purpose)

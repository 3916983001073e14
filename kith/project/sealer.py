"""Seals the log every ten seconds beside the job worker, in a thread that ends with it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EVERY = 10  # seconds

log = logging.getLogger(__name__)


@contextmanager
def sealing(every: float = EVERY) -> Iterator[None]:
    """Seal again and again while the block runs, and once more as it ends."""
    stopped = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=(stopped, every), name="sealer")
    sealer.start()
    try:
        yield
    finally:
        stopped.set()
        sealer.join(timeout=30)


def _seal_until(stopped: threading.Event, every: float) -> None:
    from django.db import DatabaseError, close_old_connections, connections

    from kith.apps.audit.seal import seal_log
    from kith.vocabulary.errors import KithError

    is_last = False
    while not is_last:
        is_last = stopped.wait(every)
        try:
            seal_log()
        except KithError as error:
            log.error("The log is not sealed: %s (%s)", error.what, error.code)
        except DatabaseError as error:
            log.error("The log is not sealed: the database refused (%s)", type(error).__name__)
        finally:
            close_old_connections()
    connections.close_all()

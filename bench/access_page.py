"""The pages that bench_access.py asks for over HTTP: five reads of a family with the door and the log, or without."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.project.settings")

import django

django.setup()

from kith.apps.agencies.models import User  # noqa: E402
from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker  # noqa: E402
from kith.apps.governance.access import open_family  # noqa: E402
from kith.apps.intake.queries import get_live_run  # noqa: E402
from kith.apps.people.models import Fact, FamilyMember, Involvement, PersonDetails, Residence  # noqa: E402

PURPOSE = "EARLY_HELP_SUPPORT"
_workers: dict[str, SignedInWorker] = {}


def worker_called(username: str) -> SignedInWorker:
    """Return the worker; who is signed in is another page's cost, so it is read once."""
    if username not in _workers:
        worker = find_signed_in_worker(User.objects.get(username=username), has_second_factor=True, session_ref="bench")
        assert worker is not None
        _workers[username] = worker
    return _workers[username]


@lru_cache(maxsize=1)
def _live_run() -> int:
    """Return the live run, which every page knows from its frame."""
    return get_live_run().key


def read_five(family_ref: str) -> int:
    """Read what a family's page stands on, in five queries; return how many rows came."""
    run = _live_run()
    refs = list(FamilyMember.objects.filter(run_id=run, family_ref=family_ref).values_list("person_ref", flat=True))
    rows = [
        list(model.objects.filter(run_id=run, person_ref__in=refs))
        for model in (PersonDetails, Residence, Involvement, Fact)
    ]
    return len(refs) + sum(map(len, rows))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer ``/guarded/USER/FAMILY`` and ``/plain/USER/FAMILY`` with the number of rows that were read."""
    _, how, username, family_ref = environ["PATH_INFO"].split("/")
    worker = worker_called(username)
    if how == "plain":
        rows = read_five(family_ref)
    else:
        with open_family(worker, PURPOSE, family_ref):
            rows = read_five(family_ref)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(rows).encode()]

"""Makes accounts for workers of the small world, and the worker that a signed-in session would carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kith.apps.agencies.actions import make_account
from kith.apps.agencies.models import User, Worker
from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker

PASSWORD = "a long enough test phrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in_as(agency_id: str, staff_id: str, role: str, **changes: Any) -> SignedInWorker:
    """Return the signed-in worker known by agency and staff id, in this role."""
    username = f"{agency_id}-{staff_id}".lower()
    make_account(
        username=username,
        password=PASSWORD,
        code_secret=SECRET,
        agency_id=agency_id,
        staff_id=staff_id,
        role=role,
        since=date(2020, 1, 1),
        by="test",
    )
    # The database decides by its own rows: what a worker is given has to stand there too.
    held = {"clearance": changes.get("clearance"), "is_shield_cleared": changes.get("is_shield_cleared", False)}
    Worker.objects.using("owner").filter(agency_id=agency_id, staff_id=staff_id).update(**held)
    worker = find_signed_in_worker(User.objects.get(username=username), has_second_factor=True)
    assert worker is not None
    return replace(worker, **changes)

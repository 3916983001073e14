"""What every page's frame needs: the council's name, who is signed in, why they look, and whether data are invented."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from kith.apps.governance.queries import list_purposes
from kith.apps.intake.queries import find_live_run
from kith.project.navigation import list_links, list_parts


def page(request: HttpRequest) -> dict[str, object]:
    """Return who is signed in and why, the purposes their role has, the live run, the council and if it is invented."""
    worker = getattr(request, "worker", None)
    return {
        "worker": worker,
        "purpose": getattr(request, "purpose", None),
        "purposes": list_purposes(worker) if worker else (),
        "live_run": find_live_run() if worker else None,
        "links": list_links(worker),
        "parts": list_parts(worker, request.path),
        "is_demo": settings.DEMO,
        "council_name": settings.COUNCIL,
    }

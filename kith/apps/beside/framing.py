"""Lets a page be shown in a frame by the hosts that the council named, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from kith.apps.base.other_systems import load_systems


def let_frame(response: HttpResponse, system: str) -> HttpResponse:
    """Name in the page's own policy the hosts of this system; where there is none, everything stays forbidden.

    The older header knows of no hosts, so it is left out where the policy names some.
    """
    known = load_systems().get(system)
    return _allow(response, known.may_frame if known else ())


def let_any_frame(response: HttpResponse) -> HttpResponse:
    """The same for a page that says nothing of anybody: every host that is named for some system."""
    return _allow(response, sorted({host for one in load_systems().values() for host in one.may_frame}))


def _allow(response: Any, hosts: Iterable[str]) -> HttpResponse:
    if hosts := list(hosts):
        response._csp_replace = {"frame-ancestors": hosts}
        response.xframe_options_exempt = True
    answer: HttpResponse = response
    return answer

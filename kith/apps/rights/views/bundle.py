"""The bundle that a person is given: a page to print, and spreadsheets; only when two people have read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kith.apps.agencies.queries import get_agencies
from kith.apps.audit.actions import EXPORT, PRINT
from kith.apps.governance.entry import KithRequest, for_roles, needs_recent_sign_in
from kith.apps.rights import queries
from kith.apps.rights.bundle import Bundle, as_zip, make_bundle
from kith.apps.rights.policies import NotReviewed
from kith.rules import rights
from kith.rules.access import Role


@require_safe
@needs_recent_sign_in
@for_roles(Role.INFORMATION_GOVERNANCE)
def bundle(request: KithRequest, ref: str) -> HttpResponse:
    """Show the bundle as it is printed."""
    return render(request, "rights/bundle.html", {"bundle": _bundle(request, ref, PRINT), "ref": ref})


@require_POST
@needs_recent_sign_in
@for_roles(Role.INFORMATION_GOVERNANCE)
def spreadsheets(request: KithRequest, ref: str) -> HttpResponse:
    """Give the bundle as spreadsheets in one file."""
    made = as_zip(_bundle(request, ref, EXPORT))
    return HttpResponse(
        made,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{ref}.zip"'},
    )


def _bundle(request: KithRequest, ref: str, action: str) -> Bundle:
    row, items = queries.list_items(request.worker, ref, action=action)
    if row.state not in (rights.REDACTED, rights.RELEASED):
        raise NotReviewed(
            "This bundle has not been read by two people.",
            not_done="Nothing was printed or handed out.",
            mend="Finish the review; then a colleague who did not review it reads it and agrees.",
        )
    kept = queries.find_person_clocks(request.worker, row.person_ref)
    dates = (
        tuple(queries.as_told(one.label, one.goes_on, one.why, one.is_on_hold) for one in kept.clocks) if kept else ()
    )
    return make_bundle(row, items, dates, {key: agency.name for key, agency in get_agencies().items()})

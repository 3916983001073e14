"""Who has looked at one person's information, to print and talk through with that person alone."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.clock import today
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header, list_members
from kith.apps.portal.actions import print_log
from kith.apps.portal.policies import check_can_lead
from kith.apps.portal.queries import list_to_talk_through


@require_safe
@for_a_purpose
def talk_through(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Show one person's own lines; that they were printed is in the log before the page is."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
        header = get_family_header(access)
        member = next((each for each in list_members(access) if each.person_ref == person_ref), None)
        lines = list_to_talk_through(person_ref) if member else ()
    if member is None:
        raise Http404
    print_log(family_ref=family_ref, person_ref=person_ref, purpose=request.purpose, by=request.worker)
    shown = {"header": header, "member": member, "lines": lines, "on": today()}
    return render(request, "portal/for_workers/talk_through.html", shown)

"""Who has looked at one person's information, to print and talk through with that person alone; safety comes first."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kith.apps.base.clock import today
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header, list_members
from kith.apps.portal.actions import is_safe_on_paper, print_log
from kith.apps.portal.forms import PaperForm
from kith.apps.portal.policies import check_can_lead
from kith.apps.portal.queries import list_to_talk_through


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def talk_through(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Ask if it is safe; then show one person's own lines, once it is in the log that they were printed."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
        header = get_family_header(access)
        member = next((each for each in list_members(access) if each.person_ref == person_ref), None)
        if member is None:
            raise Http404
        form = PaperForm(request.POST or None, name=member.short_name)
        is_answered = request.method == "POST" and form.is_valid()
        is_safe = is_answered and is_safe_on_paper(form.cleaned_data)
        lines = list_to_talk_through(person_ref) if is_safe else ()
    shown = {"header": header, "member": member, "form": form, "on": today(), "is_refused": is_answered and not is_safe}
    if not is_safe:
        return render(request, "portal/for_workers/before_paper.html", shown)
    print_log(family_ref=family_ref, person_ref=person_ref, purpose=request.purpose, by=request.worker)
    return render(request, "portal/for_workers/talk_through.html", shown | {"lines": lines})

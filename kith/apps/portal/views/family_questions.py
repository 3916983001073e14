"""What members of a family ask their lead worker, and the answers they read on their own pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header, list_members
from kith.apps.portal.actions import answer_question
from kith.apps.portal.forms import AnswerForm
from kith.apps.portal.policies import check_can_lead
from kith.apps.portal.queries import list_questions


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def questions(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the questions; a POST answers one."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_question(
            family_ref=family_ref,
            person_ref=form.cleaned_data["person"],
            question_ref=form.cleaned_data["question"],
            words=form.cleaned_data["words"],
            purpose=request.purpose,
            by=request.worker,
        )
        return redirect("family_sign_in:questions", family_ref)
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
        header, asked = get_family_header(access), list_questions(family_ref)
        names = {member.person_ref: member.short_name for member in list_members(access)}
    lines = [{"question": each, "name": names[each.person_ref]} for each in asked if each.person_ref in names]
    shown = {"header": header, "lines": lines, "form": form}
    return render(request, "portal/for_workers/questions.html", shown)

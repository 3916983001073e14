"""Questions to the lead worker: asking one, about a line of the log or anything, and reading the answers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import ask as send_question
from kith.apps.portal.actions import ask_again
from kith.apps.portal.door import open_portal
from kith.apps.portal.entry import FamilyRequest, for_families
from kith.apps.portal.forms import AskForm
from kith.apps.portal.queries import list_asked, list_looked


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def questions(request: FamilyRequest) -> HttpResponse:
    """Show what was asked and answered; a POST asks once more."""
    if request.method == "POST":
        ask_again(token=request.family_token, question_ref=request.POST.get("question", "")[:20])
        return redirect("portal:questions")
    with open_portal(request.family_token) as family:
        asked = list_asked()
    return render(request, "portal/questions.html", {"family": family, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def ask(request: FamilyRequest, event_id: int | None = None) -> HttpResponse:
    """Take a question; one about somebody else's line is not taken."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if send_question(token=request.family_token, words=form.cleaned_data["words"], about_event=event_id):
            return redirect("portal:questions")
        form.add_error(None, "Your question was not sent. You may have asked many today: try again tomorrow.")
    with open_portal(request.family_token) as family:
        lines = list_looked() if event_id else ()
    line = next((each for each in lines if each.event_id == event_id), None)
    return render(request, "portal/ask.html", {"family": family, "form": form, "line": line})

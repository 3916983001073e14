"""One contact that the front door offers to a manager: what was said, and opening an episode or returning it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.casework.forms.choosing import words
from kith.apps.frontdoor.actions import return_passed
from kith.apps.frontdoor.queries import get_passed
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles
from kith.rules.access import Role


class ReturnForm(forms.Form):
    """Why it is returned."""

    why = words("Why do you return it?", "Say why you return it.", help_text="The front door reads this.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.MANAGER)
@for_a_purpose
def passed(request: KithRequest, ref: str) -> HttpResponse:
    """Show what was passed on; a POST returns it."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return_passed(ref=ref, why=form.cleaned_data["why"], purpose=request.purpose, by=request.worker)
        messages.success(request, "Returned to the front door, with what you wrote.")
        return redirect("casework:team")
    one = get_passed(request.worker, ref, purpose=request.purpose)
    return render(request, "casework/passed.html", {"one": one, "form": form}, status=422 if form.is_bound else 200)

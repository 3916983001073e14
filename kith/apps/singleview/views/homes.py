"""Saying of a member of a family that they live at a place no longer, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.people.actions.homes import say_left, take_back_left
from kith.apps.people.policies import check_can_correct_homes
from kith.apps.singleview.home_forms import LeftForm
from kith.apps.singleview.queries.homes import Leaving, get_leaving


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def homes(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show who lives where and what was said of it; a POST says that one has left, or takes such a word back."""
    take_back = request.POST.get("take_back", "")
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_correct_homes(access)
        page = get_leaving(access)
        is_asked = request.method == "POST" and not take_back
        form = LeftForm(request.POST if is_asked else None, homes=page.choices)
        said = _change(access, page, form, take_back)
    if said:
        messages.success(request, said)
        return redirect("singleview:homes", family_ref)
    return render(request, "singleview/homes.html", {"family_ref": family_ref, "page": page, "form": form})


def _change(access: FamilyAccess, page: Leaving, form: LeftForm, take_back: str) -> str:
    """Do what was asked and return what to say; an empty text where nothing was done."""
    if take_back in {line.ref for line in page.said}:
        take_back_left(access, ref=take_back)
        return "Taken back. What agencies send counts again."
    if not (form.is_bound and form.is_valid()):
        return ""
    given = form.cleaned_data
    home = next(home for home in page.homes if home.key == given["home"])
    say_left(
        access,
        person_ref=home.person_ref,
        dwelling_id=home.dwelling_id,
        left_on=given["left_on"],
        reason=given["reason"],
    )
    return "Kept. The family\u2019s page shows it now, and the next run obeys it."

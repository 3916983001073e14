"""Who a contact is about: one child or adult at a time, and looking for all of them at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import PERSON, draft_of, sending
from kith.apps.frontdoor.forms.contact import WhyForm
from kith.apps.frontdoor.forms.people import PersonForm
from kith.apps.frontdoor.queries import get_contact
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role

NEW = "new"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def people(request: KithRequest, ref: str) -> HttpResponse:
    """Show everybody with how far they are found; look for them when asked."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if request.method == "POST" and "register" in request.POST:
        written = actions.write_down_unfound(ref=ref, purpose=request.purpose, by=request.worker)
        messages.success(request, _came_of_writing(written.written, written.namesakes))
        return redirect("frontdoor:people", ref)
    if request.method == "POST":
        found = actions.look_for_people(ref=ref, purpose=request.purpose, by=request.worker)
        messages.success(request, _came_of_it(found))
        return redirect("frontdoor:people", ref)
    return render(request, "frontdoor/people.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def person(request: KithRequest, ref: str, which: str) -> HttpResponse:
    """Add somebody, or correct what is written of them."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    if not page.is_being_looked_at:
        return redirect("frontdoor:people", ref)
    number = None if which == NEW else int(which) if which.isdecimal() and len(which) < 4 else 0
    row = next((each for each in page.people if each.number == number), None)
    if number is not None and row is None:
        raise Http404
    state = draft_of(request, PERSON, ref, section=which, is_restricted=page.contact.is_restricted)
    stands = {name: getattr(row, name) for name in PersonForm.base_fields} if row else {}
    form = PersonForm(typed(request), initial=stands | initial_from(state))
    if form.is_valid():
        with sending(request, state):
            actions.put_person(ref=ref, number=number, named=form.named, purpose=request.purpose, by=request.worker)
        return redirect("frontdoor:person" if "another" in request.POST else "frontdoor:people", *_onward(request, ref))
    return show_form(request, page, form, state, "person", row=row, why_form=WhyForm(prefix="out"))


@require_POST
@for_roles(Role.FRONT_DOOR)
def leave_out(request: KithRequest, ref: str, which: str) -> HttpResponse:
    """Say that somebody was named by mistake, or why it cannot be known who they are."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    row = next((each for each in page.people if str(each.number) == which), None)
    if row is None:
        raise Http404
    form = WhyForm(request.POST, prefix="out")
    if form.is_valid():
        action = actions.leave_out if "mistake" in request.POST else actions.say_not_found
        why = form.cleaned_data["why"]
        action(ref=ref, number=row.number, why=why, purpose=request.purpose, by=request.worker)
        return redirect("frontdoor:people", ref)
    state = draft_of(request, PERSON, ref, section=which, is_restricted=page.contact.is_restricted)
    stands = PersonForm(initial={name: getattr(row, name) for name in PersonForm.base_fields})
    return show_form(request, page, stands, state, "person", row=row, why_form=form)


def _onward(request: KithRequest, ref: str) -> tuple[str, ...]:
    return (ref, NEW) if "another" in request.POST else (ref,)


def _came_of_writing(written: int, namesakes: int) -> str:
    words = f"{written} {'person has' if written == 1 else 'people have'} a record here now."
    if namesakes:
        words += (
            f" {namesakes} may be in Kith already, by name and birth date: give a number or postcode, and look again."
        )
    return words


def _came_of_it(found: int) -> str:
    if not found:
        return "Nobody more was found who fits exactly. It does not say that nobody knows them."
    return f"{found} {'person was' if found == 1 else 'people were'} found. The family is open to the front door now."

"""One contact: what was told, how far each thing is, and what was decided and answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import MORE, draft_of, sending
from kith.apps.frontdoor.forms.contact import WhyForm, WordsForm
from kith.apps.frontdoor.queries import get_contact
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def contact(request: KithRequest, ref: str) -> HttpResponse:
    """Show the contact; take what whoever told us said when they rang back."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    state = draft_of(request, MORE, ref, is_restricted=page.contact.is_restricted)
    form = WordsForm(typed(request), initial=initial_from(state))
    if form.is_valid():
        with sending(request, state):
            actions.add_words(ref=ref, words=form.cleaned_data["words"], purpose=request.purpose, by=request.worker)
        messages.success(request, "It stands with the rest of what they told us.")
        return redirect("frontdoor:contact", ref)
    return show_form(request, page, form, state, "contact", why_form=WhyForm())


@require_POST
@for_roles(Role.FRONT_DOOR)
def take_on(request: KithRequest, ref: str) -> HttpResponse:
    """Begin to look at it, or take over from a colleague."""
    actions.take_on(ref=ref, purpose=request.purpose, by=request.worker)
    return redirect("frontdoor:contact", ref)


@require_POST
@for_roles(Role.FRONT_DOOR)
def restrict(request: KithRequest, ref: str) -> HttpResponse:
    """Keep it for cleared colleagues from now on."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    actions.restrict(ref=page.ref, purpose=request.purpose, by=request.worker)
    messages.success(request, f"If a colleague at the front door is cleared, {ref} is for them alone now.")
    return redirect("frontdoor:queue")


@require_POST
@for_roles(Role.FRONT_DOOR)
def reopen(request: KithRequest, ref: str) -> HttpResponse:
    """Open a decided contact again, with a reason."""
    page = get_contact(request.worker, ref, purpose=request.purpose)
    form = WhyForm(request.POST)
    if form.is_valid():
        actions.reopen(ref=ref, why=form.cleaned_data["why"], purpose=request.purpose, by=request.worker)
        return redirect("frontdoor:contact", ref)
    state = draft_of(request, MORE, ref, is_restricted=page.contact.is_restricted)
    return show_form(request, page, WordsForm(), state, "contact", why_form=form)

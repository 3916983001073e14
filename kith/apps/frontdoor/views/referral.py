"""One thing a partner told the front door: their own words, how far it is, and what they were answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import TELL_MORE, draft_of, sending
from kith.apps.frontdoor.forms.contact import WordsForm
from kith.apps.frontdoor.policies import MAY_TELL
from kith.apps.frontdoor.queries import get_referral
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MAY_TELL)
def referral(request: KithRequest, ref: str) -> HttpResponse:
    """Show it, and take what they add."""
    mine = get_referral(request.worker, ref)
    state = draft_of(request, TELL_MORE, ref)
    form = WordsForm(typed(request), initial=initial_from(state))
    form.fields["words"].label = "Is there more?"
    if form.is_valid():
        with sending(request, state):
            actions.tell_more(ref=ref, words=form.cleaned_data["words"], by=request.worker)
        messages.success(request, "Added. Whoever looks at it sees it at once.")
        return redirect("referring:referral", ref)
    return show_form(request, None, form, state, "referral", mine=mine)

"""The consultation line: advice that was given without a name, and the form for another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kith.apps.drafts.forms import initial_from
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.drafting import ADVICE, draft_of, sending
from kith.apps.frontdoor.forms.advice import AdviceForm
from kith.apps.frontdoor.queries import list_advice
from kith.apps.frontdoor.views.shown import show_form, typed
from kith.apps.governance.entry import KithRequest, for_roles
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FRONT_DOOR)
def advice(request: KithRequest) -> HttpResponse:
    """Show the newest advice; take what was asked and said."""
    state = draft_of(request, ADVICE)
    form = AdviceForm(typed(request), initial=initial_from(state))
    if form.is_valid():
        values = form.cleaned_data
        with sending(request, state):
            ref = actions.note_advice(
                source_code=values["source_code"], agency=values["agency"], reasons=tuple(values["reasons"]),
                asked=values["asked"], advice=values["advice"], should_tell_us=values["should_tell_us"],
                by=request.worker,
            )  # fmt: skip
        messages.success(request, f"Kept as {ref}. Whoever rang may write that down.")
        return redirect("frontdoor:advice")
    return show_form(request, None, form, state, "advice", notes=list_advice(request.worker))

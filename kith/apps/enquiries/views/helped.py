"""Whether an answer helped a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.apps.enquiries import actions
from kith.apps.enquiries.forms import HelpedForm
from kith.apps.enquiries.views.answer import show_answer
from kith.apps.governance.entry import KithRequest, for_workers


@require_POST
@for_workers
def helped(request: KithRequest, ref: str) -> HttpResponse:
    """Keep whether it helped, and go back to the answer."""
    form = HelpedForm(request.POST)
    if not form.is_valid():
        return show_answer(request, ref, form)
    values = form.cleaned_data
    actions.say_if_it_helped(
        enquiry_ref=ref, helped=values["helped"] == "yes", which=values["which"], by=request.worker
    )
    messages.success(request, "Thank you. It is counted with the agreement that let it be answered.")
    return redirect("enquiries:enquiry", ref)

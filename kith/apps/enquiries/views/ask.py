"""Asking: the form, then who will learn that you asked. What is typed is kept sealed, never in an address."""

from __future__ import annotations

import json
import math
import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.enquiries import actions
from kith.apps.enquiries.asked import SCHEMES, Whom
from kith.apps.enquiries.catalogue import get_question, load_limits, load_questions
from kith.apps.enquiries.forms import AskForm, grouped
from kith.apps.enquiries.policies import can_ask
from kith.apps.governance.entry import KithRequest, for_a_purpose

_KEPT = "question"
_TYPED = (
    "question",
    "forename",
    "surname",
    "day",
    "month",
    "year",
    "nhs_number",
    "upn",
    "postcode",
    "reason",
    "case_ref",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def ask(request: KithRequest) -> HttpResponse:
    """Show the form, with what was typed before; keep what is sent, sealed, and go on to the check."""
    if request.purpose is None or not can_ask(request.purpose):
        return redirect("enquiries:home")
    purpose = request.purpose.code
    form = AskForm(request.POST if request.method == "POST" else None, purpose=purpose, initial=_kept(request))
    if form.is_valid():
        typed = {name: request.POST.get(name, "") for name in _TYPED}
        kept = {"typed": typed, "whom": form.whom.as_values(), "reason": form.cleaned_data["reason"]}
        request.session[_KEPT] = seal(json.dumps(kept), use=_KEPT)
        return redirect("enquiries:check")
    shown = {"form": form, "groups": grouped(load_questions(), purpose), "is_safeguarding": purpose == "SAFEGUARDING"}
    return render(request, "enquiries/ask.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def check(request: KithRequest) -> HttpResponse:
    """Say who will learn that this is asked; ask when that is confirmed."""
    kept = find_unsealed(request.session.get(_KEPT, ""), use=_KEPT)
    if not kept or not can_ask(request.purpose):
        return redirect("enquiries:ask")
    values = json.loads(kept)
    question = get_question(values["typed"]["question"])
    whom = Whom.of_values(values["whom"])
    if request.method == "POST":
        return _ask(request, question.code, whom, values)
    shown = {"question": question, "whom": whom, "scheme": SCHEMES[whom.scheme], "typed": values["typed"]} | {
        "limits": load_limits()
    }
    return render(request, "enquiries/check.html", shown)


def _ask(request: KithRequest, code: str, whom: Whom, values: dict[str, dict[str, str]]) -> HttpResponse:
    """Ask, and answer at a whole number of steps of time, so that how long it took tells nothing."""
    began = time.monotonic()
    try:
        ref = actions.ask(
            question_code=code,
            whom=whom,
            reason=str(values["reason"]),
            case_ref=values["typed"]["case_ref"],
            purpose=request.purpose,
            by=request.worker,
        )
    finally:
        wait_for_the_step(began)
    # Who was meant stays sealed in the session for a link to an agency without an account; no table has it.
    request.session[f"asked-{ref}"] = seal(json.dumps(whom.as_values()), use=f"asked-{ref}")
    del request.session[_KEPT]
    return redirect("enquiries:enquiry", ref)


def wait_for_the_step(began: float) -> None:
    """Wait until a whole number of the council's steps has gone by since ``began``."""
    step = load_limits().seconds_an_answer_takes
    gone = time.monotonic() - began
    time.sleep(math.ceil(gone / step) * step - gone)


def _kept(request: KithRequest) -> dict[str, str]:
    kept = find_unsealed(request.session.get(_KEPT, ""), use=_KEPT)
    return dict(json.loads(kept)["typed"]) if kept else {}

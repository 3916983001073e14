"""One pair of records side by side: values first, the evidence when it is asked for, then the answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.audit.actions import VIEW
from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.governance.pair_door import open_pairs
from kith.apps.matching.actions import review
from kith.apps.matching.forms import AnswerForm
from kith.apps.matching.policies import can_review
from kith.apps.matching.queries.review import get_pair, get_queue
from kith.apps.matching.waterfall import draw_waterfall

_KEYS_OFF = "answer_keys_off"  # for the sitting: nothing is kept in the browser


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def pair(request: KithRequest, pair_ref: str) -> HttpResponse:
    """Show the two records; a POST answers and goes on to the next pair."""
    _check(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        request.session[_KEYS_OFF] = "answer_keys" not in request.POST
    if form.is_valid():
        said = form.cleaned_data
        review.decide(pair_ref=pair_ref, answer=said["answer"], reason=said["reason"], by=request.worker)
        return _go_on(request)
    with open_pairs(request.worker, action=VIEW) as access:
        shown = get_pair(access, pair_ref)
    # The picture is made of escaped parts by base.pictures.
    drawn = mark_safe(draw_waterfall(shown.evidence)) if shown.evidence else ""
    keys_off = request.session.get(_KEYS_OFF, False)
    return render(request, "matching/pair.html", {"pair": shown, "form": form, "picture": drawn, "keys_off": keys_off})


@require_POST
@for_workers
def evidence(request: KithRequest, pair_ref: str) -> HttpResponse:
    """Note that the evidence was asked for, and show it."""
    _check(request)
    review.show_evidence(pair_ref=pair_ref, by=request.worker)
    return redirect("matching:pair", pair_ref)


@require_POST
@for_workers
def step_aside(request: KithRequest, pair_ref: str) -> HttpResponse:
    """Keep that the reviewer knows one of the two, and go on."""
    _check(request)
    review.step_aside(pair_ref=pair_ref, by=request.worker)
    messages.success(request, "Kept. You are not asked about these people or their families again.")
    return _next(request)


def _check(request: KithRequest) -> None:
    if not can_review(request.worker):
        raise PermissionDenied


def _go_on(request: KithRequest) -> HttpResponse:
    messages.success(request, "Kept. The next run obeys it once it is settled.")
    return _next(request)


def _next(request: KithRequest) -> HttpResponse:
    onward = get_queue(request.worker).next_ref
    return redirect("matching:pair", onward) if onward else redirect("matching:queue")

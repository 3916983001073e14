"""Writes an agreement down, or goes on writing it; it lets nothing through until somebody else signs it."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions import change_draft, draft_agreement
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.agreements import AgreementForm
from kith.apps.governance.queries.agreement_pages import find_draft_terms
from kith.rules.access import Role
from kith.vocabulary.codes.lawful_bases import TO_CONFIRM


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
def new_agreement(request: KithRequest) -> HttpResponse:
    """Ask for the terms of a new agreement."""
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        return redirect("governance:agreement", draft_agreement(by=request.worker, terms=form.terms()))
    return _ask(request, form, "Write an agreement down", "Keep it as a draft")


@require_http_methods(["GET", "POST"])
@for_roles(Role.INFORMATION_GOVERNANCE)
def edit_agreement(request: KithRequest, ref: str) -> HttpResponse:
    """Ask for the terms of a draft once more."""
    terms = find_draft_terms(ref)
    if terms is None:
        raise Http404
    ends = terms["valid_to"]
    initial = terms | {"last_day": ends - timedelta(days=1) if ends else None}  # type: ignore[operator]
    form = AgreementForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_draft(by=request.worker, ref=ref, terms=form.terms())
        return redirect("governance:agreement", ref)
    return _ask(request, form, "Go on with this draft", "Keep the draft")


def _ask(request: KithRequest, form: AgreementForm, title: str, button: str) -> HttpResponse:
    page = {
        "form": form,
        "title": title,
        "lead": "Nothing flows under a draft. A colleague who answers for information reads it and signs it.",
        "note": TO_CONFIRM,
        "button": button,
        "back": "/agreements/",
        "back_words": "Back to the agreements",
    }
    return render(request, "governance/ask.html", page)

"""Opening a sign-in for one person, or for the advocate they chose on paper: the safety questions come first."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.base.sealed import seal
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.people.queries import Member, get_family_header, list_members
from kith.apps.portal.actions import open_sign_in
from kith.apps.portal.forms import SafetyForm
from kith.apps.portal.policies import check_can_lead
from kith.apps.portal.views.sign_ins import KEPT
from kith.rules.access import Role


@require_http_methods(["GET", "HEAD", "POST"])
@needs_recent_sign_in
@for_a_purpose
def open_one(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Ask if it is safe, and open it for the person or refuse."""
    return _ask_and_open(request, family_ref, person_ref, kind=Role.FAMILY)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_recent_sign_in
@for_a_purpose
def open_advocate(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """The same for the advocate whom the person chose, on paper."""
    return _ask_and_open(request, family_ref, person_ref, kind=Role.ADVOCATE)


def _ask_and_open(request: KithRequest, family_ref: str, person_ref: str, *, kind: str) -> HttpResponse:
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
        header, member = get_family_header(access), _member(list_members(access), person_ref)
    is_for_advocate = kind == Role.ADVOCATE
    form = SafetyForm(
        request.POST or None, name=member.short_name, is_child=member.role == "CHILD", for_advocate=is_for_advocate
    )
    if request.method == "POST" and form.is_valid():
        card = open_sign_in(
            family_ref=family_ref,
            person_ref=person_ref,
            answers=form.answers,
            competence_note=form.cleaned_data.get("competence_note", ""),
            kind=kind,
            called=form.cleaned_data.get("called", ""),
            shows=form.cleaned_data.get("shows", ()),
            purpose=request.purpose,
            by=request.worker,
        )
        whose = form.cleaned_data.get("called") or member.short_name
        request.session[KEPT] = seal(json.dumps({"number": card.number, "code": card.code, "whose": whose}), use=KEPT)
        return redirect("family_sign_in:card", family_ref)
    shown = {"header": header, "member": member, "form": form, "is_for_advocate": is_for_advocate}
    return render(request, "portal/for_workers/open.html", shown)


def _member(members: tuple[Member, ...], person_ref: str) -> Member:
    """Return the member whom this worker may know of."""
    for member in members:
        if member.person_ref == person_ref:
            return member
    raise Http404

"""Correcting who is whose in a family: what is wrong, what has ended, what is missing, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.people.actions import agree_to_said, say_of_bond, take_back_said
from kith.apps.people.policies import OF_PARENTS, check_can_correct_bonds
from kith.apps.singleview.bond_forms import MissingBondForm, WrongBondForm
from kith.apps.singleview.queries.bonds import Correcting, get_correcting


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def bonds(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the bonds and what was said of them; a POST corrects one, adds one, or takes a correction back."""
    asked = request.POST.get("what", "") if request.method == "POST" else ""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_correct_bonds(access)
        page = get_correcting(access)
        wrong = WrongBondForm(request.POST if asked == "wrong" else None, bonds=page.bonds, prefix="wrong")
        missing = MissingBondForm(request.POST if asked == "missing" else None, members=page.members, prefix="missing")
        said = _agree(access, page, request.POST.get("agree", "")) or _change(
            access, page, wrong, missing, request.POST.get("take_back", "")
        )
    if said:
        messages.success(request, said)
        return redirect("singleview:bonds", family_ref)
    shown = {"family_ref": family_ref, "page": page, "wrong": wrong, "missing": missing}
    return render(request, "singleview/bonds.html", shown)


def _agree(access: FamilyAccess, page: Correcting, ref: str) -> str:
    """Say the second word, and return what to say."""
    if ref not in {line.ref for line in page.waiting}:
        return ""
    agree_to_said(access, ref=ref)
    return "Kept. The family\u2019s page shows it now, and the next run obeys it."


def _change(
    access: FamilyAccess, page: Correcting, wrong: WrongBondForm, missing: MissingBondForm, take_back: str
) -> str:
    """Do what was asked and return what to say; an empty text where nothing was done."""
    if take_back in {line.ref for line in (*page.said, *page.waiting)}:
        take_back_said(access, ref=take_back)
        return "Taken back. What agencies send counts again."
    if wrong.is_bound and wrong.is_valid():
        from_ref, kind, to_ref = wrong.cleaned_data["bond"].split("|")
        say_of_bond(access, from_ref=from_ref, kind=kind, to_ref=to_ref, **wrong.said())
        if kind in OF_PARENTS and wrong.cleaned_data["decision"] == "WRONG":
            return "Kept. That somebody is no parent takes two: it holds when a colleague agrees."
        return "Kept. The family\u2019s page shows it now, and the next run obeys it."
    if missing.is_bound and missing.is_valid():
        given = missing.cleaned_data
        ends = {"from_ref": given["one"], "kind": given["kind"], "to_ref": given["other"]}
        say_of_bond(access, **ends, **missing.said())
        return "Kept. The family\u2019s page shows it now, and the next run obeys it."
    return ""

"""Whether members of a family have a sign-in of their own: the lead worker's page."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.apps.base.sealed import find_unsealed
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header, list_members
from kith.apps.portal.actions import close_sign_in
from kith.apps.portal.policies import check_can_lead
from kith.apps.portal.queries import list_sign_ins
from kith.apps.portal.settings_data import load_family_sign_in

KEPT = "family_card"


@require_safe
@for_a_purpose
def sign_ins(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show each living member who is old enough, and whether they have a sign-in."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
        header, members, standing = get_family_header(access), list_members(access), list_sign_ins(family_ref)
    youngest = load_family_sign_in().youngest
    people = [
        {
            "member": member,
            "sign_ins": standing.get(member.person_ref, ()),
            "is_old_enough": member.age is not None and member.age >= youngest and not member.died_on,
        }
        for member in members
        if not member.died_on and not member.due_on
    ]
    shown = {"header": header, "people": people, "youngest": youngest, "card_days": load_family_sign_in().card_days}
    return render(request, "portal/for_workers/sign_ins.html", shown)


@require_safe
@for_a_purpose
def card(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show a card that was just made, this once."""
    kept = find_unsealed(request.session.pop(KEPT, ""), use=KEPT)
    if not kept:
        return redirect("family_sign_in:sign_ins", family_ref)
    shown = {"card": json.loads(kept), "family_ref": family_ref, "card_days": load_family_sign_in().card_days}
    return render(request, "portal/for_workers/card.html", shown)


@require_POST
@for_a_purpose
def close(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Close a sign-in at once."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_lead(access)
    close_sign_in(
        family_ref=family_ref,
        person_ref=person_ref,
        kind=request.POST.get("kind", ""),
        purpose=request.purpose,
        by=request.worker,
    )
    return redirect("family_sign_in:sign_ins", family_ref)

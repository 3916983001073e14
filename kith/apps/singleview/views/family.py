"""A family's page: who they are, who works with them, what has happened, where they live, what you can see and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.clock import today
from kith.apps.casework.queries.part import find_part
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.governance.policies import can_hide_relations
from kith.apps.governance.queries.emergency import find_open_glass
from kith.apps.matching.policies import can_take_apart
from kith.apps.matching.queries.separate import is_being_taken_apart
from kith.apps.people.policies import can_correct_bonds, can_correct_homes
from kith.apps.singleview.queries import Choice, get_family_page


@require_safe
@for_a_purpose
def family(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the family if the door opens; the decision, the reading and the log entry are one transaction."""
    choice = Choice.read(request.GET)
    with open_family(request.worker, request.purpose, family_ref) as access:
        page = get_family_page(access, choice=choice, on=today())
        episode = find_part(access)
        may_hide = can_hide_relations(access)
        may_correct = can_correct_bonds(access)
        may_correct_homes = can_correct_homes(access)
        may_take_apart = can_take_apart(access)
        being_apart = may_take_apart and is_being_taken_apart(access)
        glass = find_open_glass(request.worker, family_ref) if access.standing.lifted.glass_ref else None
    shown = {
        "page": page,
        "episode": episode,
        "relationship": page.header.relationship,
        "is_print": request.GET.get("view") == "print",
        "glass": glass,
        "may_hide": may_hide,
        "may_correct": may_correct,
        "may_correct_homes": may_correct_homes,
        "may_take_apart": may_take_apart,
        "being_apart": being_apart,
    }
    return render(request, "singleview/family.html", shown)

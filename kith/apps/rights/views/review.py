"""The review of a bundle: each thing that was collected, and what becomes of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kith.apps.agencies.queries import get_agencies
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.clocks import label_of
from kith.apps.rights.forms import ItemForm
from kith.apps.rights.queries.requests import ItemRow, RequestNotHere
from kith.rules.access import Role


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE)
def review(request: KithRequest, ref: str) -> HttpResponse:
    """Show everything that was collected, what waits for a decision first."""
    row, items = queries.list_items(request.worker, ref)
    waiting = [item for item in items if item.state == "TO_REVIEW"]
    decided = [item for item in items if item.state != "TO_REVIEW"]
    shown = {"row": row, "waiting": waiting, "decided": decided, "agencies": get_agencies()}
    return render(request, "rights/review.html", shown)


@for_roles(Role.INFORMATION_GOVERNANCE)
def review_one(request: KithRequest, ref: str, number: int) -> HttpResponse:
    """Decide on one thing, then go on to the next that waits."""
    row, items = queries.list_items(request.worker, ref)
    item = next((one for one in items if one.number == number), None)
    if item is None:
        raise RequestNotHere(
            "There is no such thing in this bundle.",
            not_done="Nothing was shown.",
            mend="Go back to the review and choose one of its lines.",
        )
    form = ItemForm(request.POST or None, initial={"state": item.state, "reason": item.reason})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        words = [line.strip() for line in data["words"].splitlines() if line.strip()]
        actions.review_item(
            ref=ref, number=number, state=data["state"], words=words, reason=data["reason"], by=request.worker
        )
        onward = _next(items, number)
        return redirect("rights:review_one", ref, onward) if onward else redirect("rights:review", ref)
    agency = get_agencies().get(item.agency_id)
    shown = {
        "row": row, "item": item, "form": form, "category": label_of(item.category),
        "agency": agency.name if agency else "", "left": sum(one.state == "TO_REVIEW" for one in items),
    }  # fmt: skip
    return render(request, "rights/review_one.html", shown)


def _next(items: tuple[ItemRow, ...], number: int) -> int | None:
    waiting = [one.number for one in items if one.state == "TO_REVIEW" and one.number != number]
    return waiting[0] if waiting else None

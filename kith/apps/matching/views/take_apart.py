"""Saying of one person of a family that they are two, agreeing to it, and choosing whose is what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.base.words import day_in_words
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.matching.actions.separate import (
    ask_to_take_apart,
    choose_items,
    doubt,
    settle_separation,
    stop_doubting,
)
from kith.apps.matching.forms import TakeApartForm
from kith.apps.matching.policies import check_can_take_apart
from kith.apps.matching.queries.separate import RecordRow, list_records, list_separations
from kith.apps.people.queries import list_members

ASKED = "ASKED"


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def take_apart(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Show the records of one member, and take which of them are somebody else's."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_take_apart(access)
        name = {member.person_ref: member.name for member in list_members(access)}.get(person_ref, "")
        rows = list_records(access, person_ref) if name else ()
        form = TakeApartForm(
            request.POST if request.method == "POST" else None,
            # Numbered: two that say the same must not be one and the same to whoever hears the page.
            records=[(row.key, f"Record {number}: {_words(row)}") for number, row in enumerate(rows, 1)],
        )
        is_asked = len(rows) > 1 and form.is_valid()
        if is_asked:
            said = form.cleaned_data
            going = [row.record for row in rows if row.key in said["records"]]
            act = ask_to_take_apart if said["how"] == "TWO" else doubt
            act(access, person_ref=person_ref, records=going, reason=said["reason"])
    if is_asked:
        messages.success(request, "Kept. What those records say is left out now. What happens next stands below.")
        return redirect("take_apart:all", family_ref)
    shown = {"family_ref": family_ref, "name": name, "form": form, "records": rows}
    return render(request, "matching/take_apart.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def separations(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show who of the family can be taken apart and who is; a POST agrees, declines, or says whose is what."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_take_apart(access)
        ref, how = request.POST.get("separation", ""), request.POST.get("how", "")
        known = {row.ref: row for row in list_separations(access)}
        is_done = request.method == "POST" and ref in known
        if is_done and how in ("agree", "decline"):
            settle_separation(access, ref=ref, is_agreed=how == "agree")
        elif is_done and how == "choose":
            theirs = {item.key for item in known[ref].items}
            choose_items(access, ref=ref, going=theirs & set(request.POST.getlist("goes")))
        members = list_members(access)
        records = {member.person_ref: list_records(access, member.person_ref) for member in members}
        if request.method == "POST" and how == "stop_doubting":
            is_done = _stop_doubting(access, records, request.POST.get("record", ""))
    if is_done:
        messages.success(request, "Kept.")
        return redirect("take_apart:all", family_ref)
    names = {member.person_ref: member.name for member in members}
    shown = {
        "family_ref": family_ref,
        "lines": [{"row": row, "name": names.get(row.person_ref, "Somebody")} for row in known.values()],
        "members": [member for member in members if len(records[member.person_ref]) > 1],
        "doubts": [
            {"name": names[ref], "row": row, "words": _words(row)}
            for ref, rows in records.items()
            for row in rows
            if row.is_doubted
        ],
    }
    return render(request, "matching/separations.html", shown)


def _stop_doubting(access: FamilyAccess, records: dict[str, tuple[RecordRow, ...]], key: str) -> bool:
    """End the doubt of the record that a form names; say whether there was one."""
    found = [(ref, row) for ref, rows in records.items() for row in rows if row.key == key and row.is_doubted]
    for ref, row in found:
        stop_doubting(access, person_ref=ref, record=row.record)
    return bool(found)


def _words(row: RecordRow) -> str:
    born = f"born {day_in_words(row.born_on)}" if row.born_on else "birth date not known"
    said = "Doubted: what it says is left out now." if row.is_doubted else row.comes_with.in_words
    return f"{row.name}, {born}. {said}"

"""Says back all that was typed, with a way to change each; and sends it, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.frontdoor.actions import NotTakenIn
from kith.apps.portal.actions.own_way import Sheet, make_code, send
from kith.apps.portal.entry_own_way import FOLDER, onward, ring, sheet_of, where_offered
from kith.apps.portal.forms_own_way import NO_WAY, YES, SendForm
from kith.apps.portal.own_way_contact import contact_of, first_wrong, said_back
from kith.apps.portal.own_way_settings import load_own_way
from kith.apps.portal.own_way_steps import next_step, one, ways_of
from kith.apps.portal.views.own_way_later import show_code
from kith.rules.clocks import Due


@require_http_methods(["GET", "HEAD", "POST"])
@where_offered
def check(request: HttpRequest) -> HttpResponse:
    """Show it, or send it; what is missing is asked first."""
    sheet = sheet_of(request)
    if sheet is None:
        return redirect("own_way:ask_start")
    if sheet.is_sent:
        return _sent(request, sheet, None) if request.method == "POST" else redirect("own_way:ask_again")
    if request.method == "POST" and "later" in request.POST:
        return show_code(request, sheet)
    if next_step(sheet):
        return onward(sheet)
    if request.method == "POST":
        return _send(request, sheet)
    return _show(request, sheet, SendForm())


def _send(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    wrong, form = first_wrong(sheet.typed), SendForm(request.POST)
    if wrong:
        return redirect("own_way:ask_step", wrong.number)
    if not form.is_valid():
        return _show(request, sheet, form)
    try:
        due = send(sheet, contact_of(sheet.typed))
    except NotTakenIn as error:
        form.add_error(None, f"{error.what} {error.not_done} {error.mend}")
        return _show(request, sheet, form)
    return _sent(request, sheet, due)


def _sent(request: HttpRequest, sheet: Sheet, due: Due | None) -> HttpResponse:
    """Show the number, a code that takes the place of any before, and what happens next."""
    card = make_code(sheet)
    if card is None:
        return redirect("own_way:ask_start")
    is_danger = one(sheet.typed, "danger", "danger") == YES
    shown = {
        "card": card,
        "due_at": due.at if due and not is_danger else None,  # its clock runs at night too, when nobody reads
        "had_code": sheet.has_code,
        "days": load_own_way().state_days,
        "is_reached": bool(sheet.typed) and NO_WAY not in ways_of(sheet.typed),
        "is_danger": is_danger,
    }
    return render(request, f"{FOLDER}/sent.html", shown | ring(request))


def _show(request: HttpRequest, sheet: Sheet, form: SendForm) -> HttpResponse:
    shown = {
        "answered": said_back(sheet.typed),
        "form": form,
        "is_danger": one(sheet.typed, "danger", "danger") == YES,
        "shows_box": bool(form.errors.get("website")),
    }
    return render(request, f"{FOLDER}/check.html", shown)

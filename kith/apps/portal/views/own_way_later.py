"""Shows the number and a code, once: with them what was typed is there again, on any telephone or computer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.apps.portal.actions.own_way import Sheet, make_code
from kith.apps.portal.entry_own_way import FOLDER, ring
from kith.apps.portal.own_way_settings import load_own_way


def show_code(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show them; there is no way to have them shown again but another code."""
    card = make_code(sheet)
    if card is None:
        return redirect("own_way:ask_start")
    shown = {"card": card, "had_code": sheet.has_code, "days": load_own_way().keep_days, **ring(request)}
    return render(request, f"{FOLDER}/later.html", shown)

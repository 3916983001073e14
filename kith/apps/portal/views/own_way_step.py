"""One question of the family's own way in: what is typed is kept as it was typed, whether it is right or not."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions.own_way import Sheet, begin, keep
from kith.apps.portal.entry_own_way import FOLDER, hold, onward, sheet_of, where_offered
from kith.apps.portal.forms_own_way import YES
from kith.apps.portal.own_way_steps import Step, Typed, before, find_step, form_of, one, steps_asked
from kith.apps.portal.views.own_way_later import show_code

LONGEST, MOST = 20_000, 12  # of one box, and of boxes with one name: more is nobody's typing


@require_http_methods(["GET", "HEAD", "POST"])
@where_offered
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the question, or take its answer and go on."""
    page = find_step(number)
    if page is None:
        raise Http404
    sheet = sheet_of(request)
    if sheet is not None and sheet.is_sent:
        return redirect("own_way:ask_again")
    if request.method == "POST":
        return _take(request, page, sheet)
    if sheet is None:
        return _show(request, page, {}) if number == 1 else redirect("own_way:ask_start")
    return _show(request, page, sheet.typed) if page in steps_asked(sheet.typed) else onward(sheet)


def _take(request: HttpRequest, page: Step, sheet: Sheet | None) -> HttpResponse:
    """Keep what was sent; where the sheet was let go meanwhile, begin another with it."""
    earlier = sheet.typed if sheet else {}
    sent = _sent(request, page, earlier)
    typed = {**earlier, page.code: sent}
    form = form_of(page, typed, is_sent=True)
    is_done = form.is_valid()
    if sheet is None and not any(each.strip() for values in sent.values() for each in values):
        return _show(request, page, typed, form) if page.number == 1 else redirect("own_way:ask_start")
    is_kept, kept = _keep(sheet, page, sent, is_done)
    if kept is None or not is_kept:
        form.add_error(None, "We could not keep this just now. It is still here: try again, or ring us.")
        return _show(request, page, typed, form)
    if "later" in request.POST:
        return hold(show_code(request, kept), kept)
    return hold(onward(kept) if is_done else _show(request, page, typed, form), kept)


def _keep(sheet: Sheet | None, page: Step, sent: dict[str, list[str]], is_done: bool) -> tuple[bool, Sheet | None]:
    if sheet is None:
        begun = begin(page.code, sent, is_done=is_done)
        return begun is not None, begun
    sheet = sheet.with_page(page.code, sent, is_done=is_done)
    return keep(sheet), sheet


def _sent(request: HttpRequest, page: Step, typed: Typed) -> dict[str, list[str]]:
    names = form_of(page, typed).fields
    return {
        name: [each[:LONGEST] for each in request.POST.getlist(name)[:MOST]] for name in names if name in request.POST
    }


def _show(request: HttpRequest, page: Step, typed: Typed, form: Any = None) -> HttpResponse:
    asked = steps_asked(typed)
    shown = {
        "step": page,
        "form": form or form_of(page, typed),
        "back": before(page, typed),
        "place": asked.index(page) + 1 if page in asked else page.number,
        "of": len(asked),
        "is_danger": one(typed, "danger", "danger") == YES,
    }
    return render(request, f"{FOLDER}/step.html", shown)

"""Comes back with number and code: to go on with what was not sent yet, or to see how far it is that was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions.own_way import CameBack, come_back
from kith.apps.portal.entry_own_way import FOLDER, hold, onward, ring, where_offered
from kith.apps.portal.forms_own_way import ReturnForm

_WRONG = (
    "That did not open anything. Check the number and the code. After five wrong tries nothing opens for an hour. "
    "You can always begin again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@where_offered
def again(request: HttpRequest) -> HttpResponse:
    """Take them; whatever does not fit is answered with one and the same sentence."""
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = come_back(number=form.cleaned_data["number"], code=form.cleaned_data["code"])
        if found is not None:
            return _go_on(request, found)
        form.add_error(None, _WRONG)
    return render(request, f"{FOLDER}/again.html", {"form": form})


def _go_on(request: HttpRequest, found: CameBack) -> HttpResponse:
    if found.sheet is not None:
        return hold(onward(found.sheet), found.sheet)
    return render(request, f"{FOLDER}/state.html", {"found": found, **ring(request)})

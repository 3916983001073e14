"""A family's chronology: what was chosen for it, choosing from what agencies tell, and taking a copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.base.clock import today
from kith.apps.casework.actions.chronology import choose_facts, take_copy
from kith.apps.casework.actions.notes import NOT_IN_HELP
from kith.apps.casework.copies import ods, pdf, word
from kith.apps.casework.copies.paper import Paper, make_paper
from kith.apps.casework.forms.copying import FAMILY, CopyForm
from kith.apps.casework.forms.notes import ChooseForm
from kith.apps.casework.queries.chronology import list_chronology, list_facts_to_choose
from kith.apps.casework.queries.notes import find_open_episode
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.people.queries import get_family_header

_FILES: dict[str, tuple[Callable[[Paper], bytes], str, str]] = {
    "ods": (ods.as_ods, ods.KIND, "ods"),
    "word": (word.as_word, word.KIND, "docx"),
    "pdf": (pdf.as_pdf, pdf.KIND, "pdf"),
}


@require_safe
@for_a_purpose
def chronology(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show what was chosen, the oldest first, as far as this worker may read each thing."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        shown = {
            "header": get_family_header(access),
            "lines": list_chronology(access),
            "may_write": find_open_episode(access) is not None,
            "family_ref": family_ref,
            "is_print": request.GET.get("view") == "print",
        }
    return render(request, "casework/chronology.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def choose(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show what agencies tell that nobody has chosen yet; a POST puts some of it into the chronology."""
    data = request.POST if request.method == "POST" else None
    with open_family(request.worker, request.purpose, family_ref) as access:
        if find_open_episode(access) is None:
            raise PermissionDenied(NOT_IN_HELP)
        offered = list_facts_to_choose(access)
        form = ChooseForm(data, offered=offered)
        added = 0
        if form.is_valid():
            given = form.cleaned_data
            added = choose_facts(access, keys=given["facts"], told_to=given["told_to"])
    if added:
        messages.success(request, f"{added} line{'' if added == 1 else 's'} added. Say beside each what it means.")
        return redirect("casework:chronology", family_ref)
    shown = {"family_ref": family_ref, "form": form, "offered": offered}
    return render(request, "casework/choose.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_recent_sign_in
@for_a_purpose
def copy(request: KithRequest, family_ref: str) -> HttpResponse:
    """Ask which kind of file and for whom; a POST gives it, and the log says that a copy was taken."""
    form = CopyForm(request.POST if request.method == "POST" else None, has_pdf=pdf.can_draw())
    made = b""
    with open_family(request.worker, request.purpose, family_ref) as access:
        if find_open_episode(access) is None:
            raise PermissionDenied(NOT_IN_HELP)
        if form.is_valid():
            make, kind, ending = _FILES[form.cleaned_data["file"]]
            made = make(_paper(access, for_family=form.cleaned_data["whose"] == FAMILY, on=today()))
        header = get_family_header(access)
    if made:
        name = f'attachment; filename="chronology-{family_ref}.{ending}"'
        return HttpResponse(made, content_type=kind, headers={"Content-Disposition": name})
    shown = {"family_ref": family_ref, "form": form, "header": header}
    return render(request, "casework/chronology_copy.html", shown, status=422 if form.is_bound else 200)


def _paper(access: FamilyAccess, *, for_family: bool, on: date) -> Paper:
    lines = list_chronology(access, for_family=for_family)
    take_copy(access, lines)
    return make_paper(
        get_family_header(access).name, lines, taken_by=access.standing.worker.name, on=on,
        family_ref=access.family_ref, for_family=for_family,
    )  # fmt: skip

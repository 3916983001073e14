"""One line of the chronology: what it means, what the family says of it, and taking it out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.casework.actions.chronology import change_entry, take_out
from kith.apps.casework.actions.notes import NOT_IN_HELP, Significant
from kith.apps.casework.drafting import ENTRY
from kith.apps.casework.forms.notes import EntryForm
from kith.apps.casework.queries.chronology import EntryLine, find_entry
from kith.apps.casework.queries.notes import find_open_episode, names_somebody_hidden
from kith.apps.drafts.actions import finish_draft
from kith.apps.drafts.forms import draft_state, initial_from
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose

NO_SUCH_LINE = "There is no such line here that you can change."
_WORDS = ("headline", "action_taken", "analysis", "family_view")


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def entry(request: KithRequest, family_ref: str, ref: str) -> HttpResponse:
    """Show the line and the form with what was typed before; a POST keeps it, or takes the line out."""
    data, is_out = request.POST if request.method == "POST" else None, request.POST.get("do") == "take_out"
    with open_family(request.worker, request.purpose, family_ref) as access:
        if find_open_episode(access) is None:
            raise PermissionDenied(NOT_IN_HELP)
        line = find_entry(access, ref)
        if line is None or not line.is_told:
            raise PermissionDenied(NO_SUCH_LINE)
        state = draft_state(access, request, form=ENTRY, about=family_ref, section=ref)
        warns = data is not None and names_somebody_hidden(" ".join(data.get(name, "") for name in _WORDS))
        form = EntryForm(None if is_out else data, line=line, warns=warns, initial=initial_from(state))
        said = "Taken out. The note or the fact stays where it is." if is_out else ""
        if is_out:
            take_out(access, line)
        elif form.is_valid():
            said = _keep(access, line, form)
        if said:
            finish_draft(by=request.worker, form=ENTRY, about=family_ref, section=ref)
    if said:
        messages.success(request, said)
        return redirect("casework:chronology", family_ref)
    shown = {"family_ref": family_ref, "line": line, "form": form, "draft": state}
    return render(request, "casework/entry.html", shown, status=422 if form.is_bound else 200)


def _keep(access: FamilyAccess, line: EntryLine, form: EntryForm) -> str:
    given = form.cleaned_data
    change_entry(
        access, line, seen=given["seen"] or 0, analysis=given["analysis"], family_view=given["family_view"],
        said=Significant(given.get("headline", ""), given["impact"], given["action_taken"]),
    )  # fmt: skip
    return "Kept."

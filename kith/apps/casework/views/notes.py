"""The notes about a family: all of them, those with some words, a new one, and one by itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.casework.actions.notes import NOT_IN_HELP, Significant, mark_significant, take_back, write_note
from kith.apps.casework.drafting import NOTE
from kith.apps.casework.forms.notes import NoteForm, SignificantForm, TakeBackForm
from kith.apps.casework.queries.chronology import list_chronology
from kith.apps.casework.queries.known import get_known
from kith.apps.casework.queries.notes import (
    MOST,
    NoteLine,
    find_note,
    find_open_episode,
    list_notes,
    names_somebody_hidden,
)
from kith.apps.drafts.actions import finish_draft
from kith.apps.drafts.forms import draft_state, initial_from
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header

_LONGEST_SEARCH = 200
NO_SUCH_NOTE = "There is no such note here that you can read."


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def notes(request: KithRequest, family_ref: str) -> HttpResponse:
    """List the notes, the newest first; a POST looks for words, so that they stand in no address."""
    words = request.POST.get("words", "").strip()[:_LONGEST_SEARCH]
    with open_family(request.worker, request.purpose, family_ref) as access:
        found = list_notes(access, words=words)
        shown = {
            "header": get_family_header(access),
            "notes": found,
            "significant": {line.note_ref for line in list_chronology(access) if line.note_ref},
            "may_write": find_open_episode(access) is not None,
            "family_ref": family_ref,
            "words": words,
            "is_cut": len(found) == MOST,
        }
    return render(request, "casework/notes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def new(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the form with what was typed before; a POST keeps the note, once for all it is about."""
    data = request.POST if request.method == "POST" else None
    with open_family(request.worker, request.purpose, family_ref) as access:
        if find_open_episode(access) is None:
            raise PermissionDenied(NOT_IN_HELP)
        state = draft_state(access, request, form=NOTE, about=family_ref)
        people = [(ref, one.name) for ref, one in get_known(access).items()]
        warns = data is not None and _names_hidden(request, "text", "headline", "action_taken")
        form = NoteForm(data, people=people, warns=warns, initial=initial_from(state))
        is_kept = form.is_valid()
        if is_kept:
            _write(access, form)
            finish_draft(by=request.worker, form=NOTE, about=family_ref)
        header = get_family_header(access)
    if is_kept:
        is_in = form.is_significant
        messages.success(request, f"Kept{', and put into the chronology' if is_in else ''}. Nothing is written twice.")
        return redirect("casework:chronology" if is_in else "casework:notes", family_ref)
    shown = {"family_ref": family_ref, "form": form, "draft": state, "header": header}
    return render(request, "casework/note_new.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def note(request: KithRequest, family_ref: str, ref: str) -> HttpResponse:
    """Show one note; a POST puts it into the chronology, or takes it back with a reason."""
    do = request.POST.get("do", "")
    with open_family(request.worker, request.purpose, family_ref) as access:
        line = find_note(access, ref)
        if line is None:
            raise PermissionDenied(NO_SUCH_NOTE)
        entry = next((one for one in list_chronology(access) if one.note_ref == ref), None)
        is_helping = find_open_episode(access) is not None and line.is_whole and line.taken_back_at is None
        warns = do == "significant" and _names_hidden(request, "headline", "action_taken")
        significant = SignificantForm(request.POST if do == "significant" else None, warns=warns)
        back = TakeBackForm(request.POST if do == "take_back" else None)
        may_mark, may_take_back = is_helping and entry is None, is_helping and line.is_mine
        said = _change(access, line, significant if may_mark else None, back if may_take_back else None)
    if said:
        messages.success(request, said)
        return redirect("casework:note", family_ref, ref)
    shown = {"family_ref": family_ref, "note": line, "entry": entry, "form": significant, "back": back,
             "may_mark": may_mark, "may_take_back": may_take_back}  # fmt: skip
    return render(request, "casework/note.html", shown, status=422 if do else 200)


def _write(access: FamilyAccess, form: NoteForm) -> None:
    given = form.cleaned_data
    asked = ("people", "kind", "text", "happened_on", "precision", "told_to")
    write_note(access, significant=_significant(form) if form.is_significant else None,
               **{name: given[name] for name in asked})  # fmt: skip


def _change(
    access: FamilyAccess, line: NoteLine, significant: SignificantForm | None, back: TakeBackForm | None
) -> str:
    if significant and significant.is_valid():
        mark_significant(access, line, _significant(significant))
        return "It is in the chronology now."
    if back and back.is_valid():
        take_back(access, line, why=back.cleaned_data["why"])
        return "Taken back. Its words stay, crossed out, with your reason."
    return ""


def _significant(form: SignificantForm) -> Significant:
    given = form.cleaned_data
    return Significant(given["headline"], given["impact"], given["action_taken"])


def _names_hidden(request: KithRequest, *fields: str) -> bool:
    return names_somebody_hidden(" ".join(request.POST.get(name, "") for name in fields))

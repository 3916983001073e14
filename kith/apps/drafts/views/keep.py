"""Takes what is typed on every pause, and by "Save and come back later"; says in a few words what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kith.apps.audit.actions import LIST
from kith.apps.drafts import actions
from kith.apps.drafts.forms import typed_in
from kith.apps.drafts.queries import who_is_editing
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_workers
from kith.vocabulary.errors import KithError

_REFUSED = "42501"  # a row-level policy: no section that this worker writes in


@require_http_methods(["GET", "POST"])
@for_workers
def keep(request: KithRequest) -> HttpResponse:
    """Keep what a page sends; a page that was signed out and in again asks for its new form token first."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    try:
        saved = save_what_was_sent(request)
    except actions.SomebodyElseWrites as error:
        return JsonResponse(
            {"state": "held", "who": _who(request), "words": error.what, "code": error.code}, status=409
        )
    except KithError as error:
        state = "moved" if isinstance(error, actions.DraftMovedOn) else "refused"
        return JsonResponse({"state": state, "words": f"{error.what} {error.mend}", "code": error.code}, status=409)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != _REFUSED:
            raise
        return JsonResponse({"state": "refused", "words": "You cannot write in this section (any more)."}, status=403)
    if request.POST.get("draft_leave"):
        actions.let_go(by=request.worker, **_which(request))
    at = timezone.localtime(saved.saved_at)
    return JsonResponse({"state": "saved", "version": saved.version, "at": f"{at:%H:%M}"})


@require_POST
@for_workers
def later(request: KithRequest) -> HttpResponse:
    """Keep what was typed, let others write, and go to the start page, where it waits."""
    try:
        save_what_was_sent(request)
    except KithError as error:
        # What was typed is shown, to be copied: the page that it was typed on is gone.
        return render(request, "drafts/not_kept.html", {"error": error, "typed": typed_in(request.POST)}, status=409)
    actions.let_go(by=request.worker, **_which(request))
    messages.success(request, "Saved. It waits for you on this page.")
    return redirect("singleview:start")


def save_what_was_sent(request: KithRequest) -> actions.Saved:
    """Keep the fields of the form that a page sent, as typed."""
    sent = request.POST
    seen = sent.get("draft_version", "0")
    return actions.save_draft(
        by=request.worker,
        values=typed_in(sent),
        seen_version=None if sent.get("draft_keep_mine") else int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
        page=sent.get("draft_page", "")[:40],
        field=sent.get("draft_field", "")[:80],
        **_which(request),
    )


def _which(request: KithRequest) -> dict[str, str]:
    sent = request.POST
    return {
        "form": sent.get("draft_form", "")[:40],
        "about": sent.get("draft_about", "")[:20],
        "section": sent.get("draft_section", "")[:40],
        "family_ref": sent.get("draft_family", "")[:20],
    }


def _who(request: KithRequest) -> str:
    with open_desk(request.worker, action=LIST, about="WAITING") as desk:
        return who_is_editing(desk, **_which(request)) or ""

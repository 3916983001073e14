"""Shows what a section said before, and puts one of its former states back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import LIST
from kith.apps.drafts import actions
from kith.apps.drafts.forms import NONE
from kith.apps.drafts.kinds import get_kind
from kith.apps.drafts.queries import find_draft, list_versions, who_is_editing
from kith.apps.governance.access import open_desk
from kith.apps.governance.entry import KithRequest, for_workers


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def versions(request: KithRequest, form: str, about: str, section: str, family: str) -> HttpResponse:
    """List the states that were put by, the newest first; put one back when asked."""
    kind = get_kind(form)
    which = {name: "" if value == NONE else value for name, value in (("about", about), ("section", section))}
    key = {"form": form, **which, "family_ref": "" if family == NONE else family}
    way_back = kind.way(which["about"], which["section"])
    if request.method == "POST":
        number = request.POST.get("version", "")
        actions.restore_draft(by=request.worker, version=int(number) if number.isdecimal() else 0, **key)
        messages.success(request, "That version is back. What stood there before is with the earlier versions.")
        return redirect(way_back or request.path)
    with open_desk(request.worker, action=LIST, about="WAITING") as desk:
        shown = {
            "kind": kind,
            "now": find_draft(desk, **key),
            "former": list_versions(desk, **key),
            "who": who_is_editing(desk, **key),
            "way_back": way_back,
        }
    return render(request, "drafts/versions.html", shown)

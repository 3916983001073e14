"""Where you are signed in, and a way to end each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.agencies.sittings import end_sitting, list_sittings
from kith.apps.base.way_back import to_sign_in


@require_http_methods(["GET", "POST"])
def sittings(request: HttpRequest) -> HttpResponse:
    """Show the account's own sittings; end the one that is posted."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    account_id, this = int(request.user.pk or 0), request.session.session_key
    if request.method == "POST":
        end_sitting(account_id, request.POST.get("ref", ""))
        return redirect("sittings")
    return render(request, "agencies/sittings.html", {"sittings": list_sittings(account_id, this=this)})

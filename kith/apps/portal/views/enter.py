"""The first page of the family's own: a card number and a passphrase, and nothing that says what it is for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.portal.actions import enter as begin_sitting
from kith.apps.portal.entry import COOKIE, COOKIE_PATH
from kith.apps.portal.forms import EnterForm


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Begin a sitting; everything that does not fit is answered with one and the same sentence."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = begin_sitting(card=form.cleaned_data["card"], typed=form.cleaned_data["typed"])
        if token is not None:
            rotate_token(request)
            response = redirect("portal:home")
            response.set_cookie(
                COOKIE, token, path=COOKIE_PATH, samesite="Strict", httponly=True, secure=settings.SESSION_COOKIE_SECURE
            )
            return response
        form.add_error(None, "That did not open a page. Check the card number and the passphrase.")
    return render(request, "portal/enter.html", {"form": form})

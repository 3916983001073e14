"""Shows a form of one contact: the same frame for each, with the way back and what was typed before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from kith.apps.drafts.forms import DraftState
from kith.apps.frontdoor.queries import ContactPage
from kith.apps.governance.entry import KithRequest


def typed(request: KithRequest) -> Any:
    """Return what was sent, or nothing for a page that was only opened."""
    return request.POST if request.method == "POST" else None


def show_form(
    request: KithRequest, page: ContactPage | None, form: forms.Form, state: DraftState, template: str, **more: Any
) -> HttpResponse:
    """Show the form, with what must be looked at again."""
    shown = {"page": page, "form": form, "draft": state, **more}
    return render(request, f"frontdoor/{template}.html", shown)

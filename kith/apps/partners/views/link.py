"""The page behind a link: who asks and what; with the code, about whom; one answer, and it is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kith.apps.enquiries.asked import SCHEMES
from kith.apps.partners import actions
from kith.apps.partners.actions import LinkNotGood
from kith.apps.partners.forms import CodeForm, SaidForm
from kith.apps.partners.queries import find_greeting

NOT_GOOD = 404


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, signed: str) -> HttpResponse:
    """Lead the recipient through it; everything that is wrong with a link is one and the same page."""
    try:
        return _lead_through(request, signed)
    except LinkNotGood as error:
        return render(request, "partners/not_good.html", {"error": error}, status=NOT_GOOD)


def _lead_through(request: HttpRequest, signed: str) -> HttpResponse:
    now = timezone.now()
    greeting = find_greeting(actions.hash_of(actions.read_token(signed)), now)
    if greeting is None:
        raise LinkNotGood
    shown: dict[str, object] = {"greeting": greeting, "form": CodeForm()}
    if request.method != "POST":
        return render(request, "partners/link.html", shown)
    said = SaidForm(request.POST) if "said" in request.POST or "answering" in request.POST else None
    if said is not None and said.is_valid():
        actions.answer_by_link(signed=signed, code=said.cleaned_data["code"], said=said.cleaned_data["said"], at=now)
        return render(request, "partners/thank_you.html", shown)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "partners/link.html", shown | {"form": form})
    return _show_whom(request, signed, form, said, shown)


def _show_whom(
    request: HttpRequest, signed: str, form: CodeForm, said: SaidForm | None, shown: dict[str, object]
) -> HttpResponse:
    code = form.cleaned_data["code"]
    try:
        whom = actions.open_link(signed=signed, code=code, at=timezone.now())
    except LinkNotGood:
        form.add_error("code", "This is not the code, or the link is no longer good")
        return render(request, "partners/link.html", shown | {"form": form})
    about = {
        "whom": whom,
        "scheme": SCHEMES[whom.scheme],
        "form": said or SaidForm(initial={"code": code}),
        "code": code,
    }
    return render(request, "partners/answer.html", shown | about)

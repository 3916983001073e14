"""Working together and sharing: what each member said; the forms by which it is written down, settled, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kith.apps.governance.access import open_family
from kith.apps.governance.actions import record_preference, record_together, withdraw_preference
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.singleview.forms import SettleForm, SharingForm, TogetherForm, WithdrawForm
from kith.apps.singleview.queries.family_sharing import (
    MemberSharing,
    SharingPage,
    find_member,
    find_withdrawal,
    get_sharing_page,
)


@require_safe
@for_a_purpose
def sharing(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show what every member said."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        page = get_sharing_page(access)
    return render(request, "singleview/sharing.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_a_purpose
def say_together(request: KithRequest, family_ref: str, person_ref: str) -> HttpResponse:
    """Ask whether somebody works with us, and write it down."""
    _, part = _read(request, family_ref, person_ref)
    form = TogetherForm(request.POST or None)
    if form.is_valid():
        record_together(
            by=request.worker,
            purpose=request.purpose,
            family_ref=family_ref,
            person_ref=person_ref,
            **form.cleaned_data,
        )
        return _back(request, family_ref, "Written down.")
    lead = "This is about being helped, not about sharing. A no is a no to help, and changes nothing that anybody sees."
    return _ask(request, family_ref, form, f"Working together: {part.member.short_name}", lead, "Write it down")


@require_http_methods(["GET", "POST"])
@for_a_purpose
def say_sharing(request: KithRequest, family_ref: str, person_ref: str, agreement_ref: str) -> HttpResponse:
    """Ask what one voice says of sharing about one member, and write it down."""
    page, part = _read(request, family_ref, person_ref)
    said = next((each for each in part.said if each.terms.ref == agreement_ref), None)
    if said is None:
        raise Http404
    form = SharingForm(request.POST or None, voices=_voices(page, part), age=part.member.age)
    if form.is_valid():
        given = dict(form.cleaned_data)
        voice, _, said_by = given.pop("voice").partition(":")
        record_preference(
            by=request.worker,
            purpose=request.purpose,
            family_ref=family_ref,
            person_ref=person_ref,
            agreement_ref=agreement_ref,
            voice=voice,
            said_by_ref=said_by or person_ref,
            **given,
        )
        return _back(request, family_ref, "Written down. It holds from the next page that anybody opens.")
    lead = f"Under {said.terms.title}, {said.terms.to_whom} would see: {', '.join(said.terms.categories)}."
    return _ask(request, family_ref, form, f"Sharing about {part.member.short_name}", lead, "Write it down")


@require_http_methods(["GET", "POST"])
@for_a_purpose
def settle(request: KithRequest, family_ref: str, person_ref: str, agreement_ref: str) -> HttpResponse:
    """Let a manager decide, with a reason, where voices differ; until then the stricter holds."""
    page, part = _read(request, family_ref, person_ref)
    if not page.can_settle or not any(each.terms.ref == agreement_ref for each in part.said):
        raise Http404
    form = SettleForm(request.POST or None)
    if form.is_valid():
        record_preference(
            by=request.worker,
            purpose=request.purpose,
            family_ref=family_ref,
            person_ref=person_ref,
            agreement_ref=agreement_ref,
            voice="DECISION",
            said_by_ref="",
            **form.cleaned_data,
        )
        return _back(request, family_ref, "Your decision is kept, with your name and the reason.")
    lead = "They differ. Nothing is shared until you decide, and your reason is kept with it."
    return _ask(request, family_ref, form, f"Decide about {part.member.short_name}", lead, "Keep this decision")


@require_http_methods(["GET", "POST"])
@for_a_purpose
def withdraw(request: KithRequest, family_ref: str, preference_ref: str) -> HttpResponse:
    """Show what taking a yes back stops, what goes on, and who has seen; take it back when that is posted."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        found = find_withdrawal(access, preference_ref)
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    is_open = found.said is not None and found.said.answer == "GIVEN"
    if is_open and form.is_valid():
        new = withdraw_preference(
            by=request.worker,
            purpose=request.purpose,
            family_ref=family_ref,
            preference_ref=preference_ref,
            evidence=form.cleaned_data["evidence"],
        )
        return redirect("singleview:withdraw", family_ref, new)
    page = {"family_ref": family_ref, "found": found, "form": form if is_open else None}
    return render(request, "singleview/withdraw.html", page)


def _read(request: KithRequest, family_ref: str, person_ref: str) -> tuple[SharingPage, MemberSharing]:
    with open_family(request.worker, request.purpose, family_ref) as access:
        page = get_sharing_page(access)
    part = find_member(page, person_ref)
    if part is None:
        raise Http404
    return page, part


def _voices(page: SharingPage, part: MemberSharing) -> list[tuple[str, str]]:
    """Return whose voice it can be: their own, or that of an adult who speaks for a child."""
    own = [("SELF", f"{part.member.short_name}'s own voice")]
    parents = page.parents.get(part.member.person_ref, ())
    return own + [(f"PARENT:{ref}", f"{page.names[ref]}, as a parent") for ref in parents]


def _back(request: KithRequest, family_ref: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("singleview:sharing", family_ref)


def _ask(request: KithRequest, family_ref: str, form: object, title: str, lead: str, button: str) -> HttpResponse:
    page = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": reverse("singleview:sharing", args=[family_ref]),
        "back_words": "Back",
    }
    return render(request, "governance/ask.html", page)

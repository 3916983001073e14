"""Takes a worker's word for a day that they work with a family."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.actions.emergency import ReasonWillNotDo, TooManyClaims, claim_tie
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.governance.forms.emergency import OpeningForm
from kith.apps.governance.kept_family import forget_family, kept_family
from kith.rules.access import TIE_PURPOSES, TieKind


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def claim(request: KithRequest) -> HttpResponse:
    """Show what will happen and take the reason; then go to the family's page, which may still hold nothing."""
    if request.purpose is None or request.purpose.code not in TIE_PURPOSES[TieKind.SELF_CLAIMED]:
        return render(request, "governance/emergency/not_for_this.html", {"is_claim": True}, status=403)
    kept = {"family_ref": kept_family(request.session)}
    form = OpeningForm(request.POST) if request.method == "POST" else OpeningForm(initial=kept)
    form.fields["reason"].label = "How do you come to work with them?"
    if form.is_bound and form.is_valid():
        try:
            claim_tie(by=request.worker, purpose=request.purpose, **form.cleaned_data)
        except (ReasonWillNotDo, TooManyClaims) as error:
            form.add_error("reason", error.what)
        else:
            forget_family(request.session)
            return redirect("singleview:family", form.cleaned_data["family_ref"])
    return render(request, "governance/emergency/claim.html", {"form": form})

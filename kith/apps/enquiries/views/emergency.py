"""Opening in an emergency the family that a safeguarding question was about: the reason, then the family's own page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.enquiries.forms import ReasonForm
from kith.apps.enquiries.queries import find_family_of_enquiry, get_enquiry
from kith.apps.governance.actions.emergency import ReasonWillNotDo, break_glass
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in

# Where the question was about nobody whose family can be opened, the door is asked all the same and says so.
NO_SUCH_FAMILY = "-"


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def emergency(request: KithRequest, ref: str) -> HttpResponse:
    """Say what it does, take the reason, and go to the family's page, where the door decides."""
    page = get_enquiry(request.worker, ref)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        family_ref = find_family_of_enquiry(request.worker, ref) or NO_SUCH_FAMILY
        try:
            break_glass(
                by=request.worker, purpose=request.purpose, family_ref=family_ref, reason=form.cleaned_data["reason"]
            )
            return redirect("singleview:family", family_ref)
        except ReasonWillNotDo as error:
            form.add_error("reason", error.what)
    return render(request, "enquiries/emergency.html", {"form": form, "page": page})

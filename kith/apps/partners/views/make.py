"""Making a link for an agency without an account, from an own question asked in this sitting."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.apps.base.sealed import find_unsealed
from kith.apps.enquiries.asked import Whom
from kith.apps.enquiries.queries import get_enquiry
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.partners import actions
from kith.apps.partners.forms import MakeForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*actions.MAY_MAKE_LINKS)
def make(request: KithRequest, ref: str) -> HttpResponse:
    """Ask to whom it goes; show the link and the code once."""
    page = get_enquiry(request.worker, ref)
    kept = find_unsealed(request.session.get(f"asked-{ref}", ""), use=f"asked-{ref}")
    if not kept:
        return redirect("enquiries:enquiry", ref)
    form = MakeForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form, "page": page}
    if form.is_valid():
        signed, code = actions.make_link(
            enquiry_ref=ref, whom=Whom.of_values(json.loads(kept)), by=request.worker, **form.cleaned_data
        )
        address = request.build_absolute_uri(reverse("partners:link", args=[signed]))
        shown |= {"address": address, "code": f"{code[:4]} {code[4:]}", "to": form.cleaned_data}
    return render(request, "partners/make.html", shown)

"""The answer to one question: what it is in three seconds, then whom to ring, then what it does not say."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.sealed import find_unsealed
from kith.apps.enquiries.asked import Whom
from kith.apps.enquiries.catalogue import load_limits
from kith.apps.enquiries.forms import HelpedForm
from kith.apps.enquiries.policies import can_bring_into_view, may_make_links
from kith.apps.enquiries.queries import get_enquiry
from kith.apps.governance.entry import KithRequest, for_workers


@require_safe
@for_workers
def answer(request: KithRequest, ref: str) -> HttpResponse:
    """Show the worker's own question with its answer."""
    return show_answer(request, ref, HelpedForm())


def show_answer(request: KithRequest, ref: str, form: HelpedForm) -> HttpResponse:
    """Show it with this form; whom it was about is known for as long as the sitting lasts, and nowhere else."""
    kept = find_unsealed(request.session.get(f"asked-{ref}", ""), use=f"asked-{ref}")
    about = Whom.of_values(json.loads(kept)) if kept else None
    shown = {
        "page": get_enquiry(request.worker, ref),
        "about": f"{about.forename} {about.surname}" if about else "",
        "helped_form": form,
        "can_bring": can_bring_into_view(request.worker),
        "can_link": about is not None and may_make_links(request.worker),
        "limits": load_limits(),
    }
    return render(request, "enquiries/answer.html", shown)

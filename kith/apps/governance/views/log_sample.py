"""The weekly sample: reasons that were typed to open what a family had not agreed to, and a mark on each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.audit.actions import LIST
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.log import mark_reason
from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.governance.forms.log import MarkForm
from kith.apps.governance.queries.log_pages import list_sampled
from kith.rules.access import Purpose, Role


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.AUDITOR, Role.INFORMATION_GOVERNANCE)
def log_sample(request: KithRequest) -> HttpResponse:
    """Show what was drawn, one form for each that has no mark yet."""
    posted = request.POST.get("sample", "")
    bound = MarkForm(request.POST, prefix=posted) if request.method == "POST" and posted.isdecimal() else None
    if bound is not None and bound.is_valid():
        if not mark_reason(sample_id=int(posted), by=request.worker, **bound.cleaned_data):
            raise Http404
        messages.success(request, "Your mark is kept.")
        return redirect("governance:log_sample")
    with open_desk(request.worker, action=LIST, about="LOG_SAMPLE", purpose=Purpose.AUDIT):
        waiting, marked = list_sampled(is_marked=False), list_sampled(is_marked=True)[:20]
    forms = [
        (each, bound if bound and str(each.row.sample_id) == posted else MarkForm(prefix=str(each.row.sample_id)))
        for each in waiting
    ]
    page = {"waiting": forms, "marked": marked, "bound": bound}
    return render(request, "governance/log/sample.html", page, status=422 if bound else 200)

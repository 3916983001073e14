"""Which of a team's episodes break a rule, and how each is put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.casework.queries.quality import get_quality
from kith.apps.governance.entry import KithRequest, for_a_purpose, for_roles
from kith.rules.access import Role
from kith.rules.casework_rules import RULES_BY_CODE


@require_safe
@for_roles(Role.MANAGER)
@for_a_purpose
def quality(request: KithRequest) -> HttpResponse:
    """Show what is to be put right; of one rule, where ``rule`` asks for it."""
    asked = request.GET.get("rule", "")
    page = get_quality(request.worker, request.purpose, only=asked if asked in RULES_BY_CODE else "")
    return render(request, "casework/quality.html", {"page": page})

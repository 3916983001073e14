"""A family's episode: what it is about, at which level, who leads and helps, and what may be done in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.casework.policies import can_open_episode
from kith.apps.casework.queries.episode import find_episode, list_past_episodes
from kith.apps.governance.access import open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.apps.people.queries import get_family_header


@require_safe
@for_a_purpose
def episode(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the open episode as far as this worker may see it, and those that have ended."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        shown = {
            "header": get_family_header(access),
            "page": find_episode(access),
            "past": list_past_episodes(access),
            "may_open": can_open_episode(access),
            "family_ref": family_ref,
        }
    return render(request, "casework/episode.html", shown)

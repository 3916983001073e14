"""The addresses of casework: a worker's own families, a team's, and the episode of one family."""

from __future__ import annotations

from django.urls import path

from kith.apps.casework.views import (
    change,
    chronology,
    counts,
    entry,
    episode,
    leaver,
    notes,
    opening,
    passed,
    quality,
    team,
    work,
)
from kith.apps.casework.views.changes import CHANGES

app_name = "casework"
_ABOUT_ONE = {"leave_team": "<int:number>/", "decide": "<str:ref>/", "outcome": "<str:ref>/"}
urlpatterns = [
    path("casework/", work.work, name="work"),
    path("casework/team/", team.team, name="team"),
    path("casework/counts/", counts.counts, name="counts"),
    path("casework/quality/", quality.quality, name="quality"),
    path("casework/team/passed/<str:ref>/", passed.passed, name="passed"),
    path("casework/team/<str:staff_id>/", leaver.leaver, name="leaver"),
    path("families/<str:family_ref>/episode/", episode.episode, name="episode"),
    path("families/<str:family_ref>/notes/", notes.notes, name="notes"),
    path("families/<str:family_ref>/notes/new/", notes.new, name="note_new"),
    path("families/<str:family_ref>/notes/<str:ref>/", notes.note, name="note"),
    path("families/<str:family_ref>/chronology/", chronology.chronology, name="chronology"),
    path("families/<str:family_ref>/chronology/choose/", chronology.choose, name="choose"),
    path("families/<str:family_ref>/chronology/copy/", chronology.copy, name="chronology_copy"),
    path("families/<str:family_ref>/chronology/<str:ref>/", entry.entry, name="entry"),
    path("families/<str:family_ref>/episode/open/", opening.open_one, name="open"),
    *(
        path(
            f"families/<str:family_ref>/episode/{what.replace('_', '-')}/{_ABOUT_ONE.get(what, '')}",
            change.change,
            {"what": what},
            name=what,
        )
        for what in CHANGES
    ),
]

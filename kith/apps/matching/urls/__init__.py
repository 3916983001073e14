"""The addresses of reviewing pairs of records."""

from __future__ import annotations

from django.urls import path

from kith.apps.matching.views import pair, queue

app_name = "matching"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<str:pair_ref>/", pair.pair, name="pair"),
    path("<str:pair_ref>/evidence/", pair.evidence, name="evidence"),
    path("<str:pair_ref>/aside/", pair.step_aside, name="step_aside"),
]

"""The addresses of the family's own way in, under ``/ask/``: numbers, for a browser's history must not tell."""

from __future__ import annotations

from django.urls import path

from kith.apps.portal.views import own_way_again, own_way_check, own_way_leave, own_way_start, own_way_step

app_name = "own_way"
urlpatterns = [
    path("", own_way_start.start, name="ask_start"),
    path("<int:number>/", own_way_step.step, name="ask_step"),
    path("check/", own_way_check.check, name="ask_check"),
    path("again/", own_way_again.again, name="ask_again"),
    path("leave/", own_way_leave.leave, name="ask_leave"),
]

"""The addresses of the family's pages."""

from __future__ import annotations

from django.urls import path

from kith.apps.singleview.views import family, runs, search, start

app_name = "singleview"
urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("found/", search.found, name="found"),
    path("families/<str:family_ref>/", family.family, name="family"),
    path("runs/", runs.runs, name="runs"),
]

"""The addresses of the family's pages."""

from __future__ import annotations

from django.urls import path

from kith.apps.singleview.views import bonds, family, family_sharing, hidden, homes, runs, search, start

app_name = "singleview"
urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("found/", search.found, name="found"),
    path("families/<str:family_ref>/", family.family, name="family"),
    path("families/<str:family_ref>/sharing/", family_sharing.sharing, name="sharing"),
    path("families/<str:family_ref>/sharing/<str:preference_ref>/", family_sharing.withdraw, name="withdraw"),
    path(
        "families/<str:family_ref>/sharing/<str:person_ref>/together/",
        family_sharing.say_together,
        name="say_together",
    ),
    path(
        "families/<str:family_ref>/sharing/<str:person_ref>/<str:agreement_ref>/",
        family_sharing.say_sharing,
        name="say_sharing",
    ),
    path(
        "families/<str:family_ref>/sharing/<str:person_ref>/<str:agreement_ref>/decide/",
        family_sharing.settle,
        name="settle_sharing",
    ),
    path("families/<str:family_ref>/who-is-whose/", bonds.bonds, name="bonds"),
    path("families/<str:family_ref>/no-longer-here/", homes.homes, name="homes"),
    path("families/<str:family_ref>/not-told/", hidden.hidden, name="hidden"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<str:run_id>/", runs.run, name="run"),
    path("runs/<str:run_id>/report/", runs.report, name="run_report"),
]

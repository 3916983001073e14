"""The addresses of saying that one person of a family is two."""

from __future__ import annotations

from django.urls import path

from kith.apps.matching.views import take_apart

app_name = "take_apart"
urlpatterns = [
    path("<str:family_ref>/two-people/", take_apart.separations, name="all"),
    path("<str:family_ref>/two-people/<str:person_ref>/", take_apart.take_apart, name="ask"),
]

"""The addresses of links to agencies without an account: making one, and the one page behind it."""

from __future__ import annotations

from django.urls import path

from kith.apps.partners.views import link, make

app_name = "partners"
urlpatterns = [
    path("new/<str:ref>/", make.make, name="make"),
    path("<str:signed>/", link.link, name="link"),
]

"""This room's addresses."""

from __future__ import annotations

from django.urls import path

from kith.apps.agencies.views.sittings import sittings

urlpatterns = [path("sittings/", sittings, name="sittings")]

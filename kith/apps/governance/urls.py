"""This room's addresses."""

from __future__ import annotations

from django.urls import path

from kith.apps.governance.views.choose_purpose import choose_purpose

urlpatterns = [path("purpose/", choose_purpose, name="choose_purpose")]

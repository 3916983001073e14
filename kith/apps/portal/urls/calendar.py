"""The address that a family's page is left for: an ordinary calendar."""

from __future__ import annotations

from django.urls import path

from kith.apps.portal.views import calendar

urlpatterns = [path("", calendar.this_month, name="calendar")]

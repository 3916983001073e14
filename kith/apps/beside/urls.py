"""The addresses beside other systems: where their links come, the page in their frame, and where things are kept."""

from __future__ import annotations

from django.urls import path

from kith.apps.beside.views import arrived, open, summary, where_kept

app_name = "beside"
urlpatterns = [
    path("open/", open.open_link, name="open"),
    path("arrived/", arrived.arrived, name="arrived"),
    path("summary/", summary.summary, name="summary"),
    path("where-kept/", where_kept.kept, name="where_kept"),
]

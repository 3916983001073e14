"""The addresses of what is typed and not sent yet."""

from __future__ import annotations

from django.urls import path

from kith.apps.drafts.views import keep, versions

app_name = "drafts"
urlpatterns = [
    path("", keep.keep, name="keep"),
    path("later/", keep.later, name="later"),
    path("<slug:form>/<str:about>/<slug:section>/<str:family>/", versions.versions, name="versions"),
]

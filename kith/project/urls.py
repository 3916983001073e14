"""Every address of the site: sign-in first, then the rooms' own pages."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

# Nobody makes an account for themselves, and Kith sends no e-mail: these doors of allauth lead back to the sign-in.
_closed = [
    path(f"accounts/{door}", RedirectView.as_view(pattern_name="account_login"))
    for door in ("signup/", "password/reset/", "password/reset/done/", "email/", "confirm-email/")
]

urlpatterns = [
    *_closed,
    path("accounts/", include("allauth.urls")),
    path("purpose/", include("kith.apps.governance.urls")),
    path("", include("kith.apps.singleview.urls")),
]

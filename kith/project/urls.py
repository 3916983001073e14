"""Every address of the site: sign-in first, then the rooms' own pages."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.generic import RedirectView

# Nobody makes an account for themselves or puts away their second factor, and Kith sends no e-mail: these doors of
# allauth lead back to the sign-in.
_closed = [
    re_path(rf"^accounts/{door}", RedirectView.as_view(url="/accounts/login/"))
    for door in ("signup/", "password/reset/", "password/set/", "email/", "confirm-email/", "2fa/totp/deactivate/")
]

urlpatterns = [
    *_closed,
    path("accounts/", include("allauth.urls")),
    path("", include("kith.apps.governance.urls")),
    path("questions/", include("kith.apps.enquiries.urls")),
    path("rights/", include("kith.apps.rights.urls")),
    path("link/", include("kith.apps.partners.urls")),
    path("family/", include("kith.apps.portal.urls")),
    path("", include("kith.apps.singleview.urls")),
]

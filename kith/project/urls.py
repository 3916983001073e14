"""Every address of the site: sign-in first, then the rooms' own pages."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.generic import RedirectView

# Nobody makes an account for themselves or puts away their second factor, and Kith sends no e-mail: these doors of
# allauth lead back to the sign-in.
_closed = [
    re_path(rf"^accounts/{door}", RedirectView.as_view(url="/accounts/login/"))
    for door in (
        "3rdparty/",
        "social/",
        "signup/",
        "password/reset/",
        "password/set/",
        "email/",
        "confirm-email/",
        "2fa/totp/deactivate/",
    )
]

handler400 = "kith.project.error_pages.bad_request"
handler403 = "kith.project.error_pages.forbidden"
handler404 = "kith.project.error_pages.not_found"
handler500 = "kith.project.error_pages.went_wrong"

urlpatterns = [
    *_closed,
    path("accounts/", include("allauth.urls")),
    path("", include("kith.apps.agencies.urls")),
    path("", include("kith.apps.governance.urls")),
    path("", include("kith.apps.intake.urls")),
    path("drafts/", include("kith.apps.drafts.urls")),
    path("questions/", include("kith.apps.enquiries.urls")),
    path("front-door/", include("kith.apps.frontdoor.urls")),
    path("refer/", include("kith.apps.frontdoor.urls.referring")),
    path("rights/", include("kith.apps.rights.urls")),
    path("review/", include("kith.apps.matching.urls")),
    path("families/", include("kith.apps.matching.urls.for_families")),
    path("link/", include("kith.apps.partners.urls")),
    path("family/", include("kith.apps.portal.urls")),
    path("ask/", include("kith.apps.portal.urls.own_way")),
    path("families/", include("kith.apps.portal.urls.for_workers")),
    path("calendar/", include("kith.apps.portal.urls.calendar")),
    path("beside/", include("kith.apps.beside.urls")),
    path("", include("kith.apps.casework.urls")),
    path("", include("kith.apps.singleview.urls")),
]

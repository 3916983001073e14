"""The addresses for whoever tells the front door something: their own form, and following what came of it."""

from __future__ import annotations

from django.urls import path

from kith.apps.frontdoor.views import refer, referral

app_name = "referring"
urlpatterns = [
    path("", refer.mine, name="mine"),
    path("new/", refer.refer, name="refer"),
    path("<str:ref>/", referral.referral, name="referral"),
]

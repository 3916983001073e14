"""The addresses of questions between agencies."""

from __future__ import annotations

from django.urls import path

from kith.apps.enquiries.views import alerts, answer, ask, bring, emergency, helped, home, notices

app_name = "enquiries"
urlpatterns = [
    path("", home.home, name="home"),
    path("ask/", ask.ask, name="ask"),
    path("check/", ask.check, name="check"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<uuid:key>/", notices.notice, name="notice"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<uuid:key>/", alerts.look_into, name="look_into"),
    path("<str:ref>/", answer.answer, name="enquiry"),
    path("<str:ref>/helped/", helped.helped, name="helped"),
    path("<str:ref>/bring/", bring.bring, name="bring"),
    path("<str:ref>/emergency/", emergency.emergency, name="emergency"),
]

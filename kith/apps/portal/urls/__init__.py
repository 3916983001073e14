"""The addresses of the family's own pages, under ``/family/``."""

from __future__ import annotations

from django.urls import path

from kith.apps.portal.views import advocate, agreed, ask, choose, enter, home, leave, looked, rights, who_helps

app_name = "portal"
urlpatterns = [
    path("", enter.enter, name="family_enter"),
    path("choose/", choose.choose, name="choose"),
    path("home/", home.home, name="home"),
    path("who-looked/", looked.looked, name="looked"),
    path("who-helps/", who_helps.who_helps, name="who_helps"),
    path("agreed/", agreed.agreed, name="agreed"),
    path("questions/", ask.questions, name="questions"),
    path("questions/ask/", ask.ask, name="ask"),
    path("questions/ask/<int:event_id>/", ask.ask, name="ask_about"),
    path("rights/", rights.rights, name="rights"),
    path("rights/sent/", rights.sent, name="rights_sent"),
    path("advocate/", advocate.advocate, name="advocate"),
    path("leave/", leave.leave, name="family_leave"),
]

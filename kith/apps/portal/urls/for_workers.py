"""The addresses of a lead worker's pages about the family's own pages, under ``/families/``."""

from __future__ import annotations

from django.urls import path

from kith.apps.portal.views import family_questions, open_sign_in, sign_ins, talk_through

app_name = "family_sign_in"
urlpatterns = [
    path("<str:family_ref>/family-sign-in/", sign_ins.sign_ins, name="sign_ins"),
    path("<str:family_ref>/family-sign-in/card/", sign_ins.card, name="card"),
    path("<str:family_ref>/family-sign-in/<str:person_ref>/", open_sign_in.open_one, name="open"),
    path("<str:family_ref>/family-sign-in/<str:person_ref>/advocate/", open_sign_in.open_advocate, name="advocate"),
    path("<str:family_ref>/family-sign-in/<str:person_ref>/close/", sign_ins.close, name="close"),
    path("<str:family_ref>/family-questions/", family_questions.questions, name="questions"),
    path("<str:family_ref>/log/<str:person_ref>/", talk_through.talk_through, name="talk_through"),
]

"""The addresses of the front door's own pages."""

from __future__ import annotations

from django.urls import path

from kith.apps.frontdoor.views import about, advice, answer, before, contact, decide, new, partners, people, queue

app_name = "frontdoor"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("new/", new.new, name="new"),
    path("advice/", advice.advice, name="advice"),
    path("<str:ref>/", contact.contact, name="contact"),
    path("<str:ref>/take/", contact.take_on, name="take_on"),
    path("<str:ref>/restrict/", contact.restrict, name="restrict"),
    path("<str:ref>/reopen/", contact.reopen, name="reopen"),
    path("<str:ref>/about/", about.about, name="about"),
    path("<str:ref>/family/", about.family, name="family"),
    path("<str:ref>/people/", people.people, name="people"),
    path("<str:ref>/people/<slug:which>/", people.person, name="person"),
    path("<str:ref>/people/<slug:which>/out/", people.leave_out, name="leave_out"),
    path("<str:ref>/before/", before.before, name="before"),
    path("<str:ref>/partners/", partners.partners, name="partners"),
    path("<str:ref>/decide/", decide.decide, name="decide"),
    path("<str:ref>/answer/", answer.answer, name="answer"),
]

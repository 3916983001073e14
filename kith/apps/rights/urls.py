"""This room's addresses."""

from __future__ import annotations

from django.urls import path

from kith.apps.rights.views import bundle, disposal, holds, person, request, requests, review, schedule

app_name = "rights"
urlpatterns = [
    path("", requests.requests, name="requests"),
    path("new/", requests.new_request, name="new_request"),
    path("requests/<str:ref>/", request.request_page, name="request"),
    path("requests/<str:ref>/step/", request.take_step, name="step"),
    path("requests/<str:ref>/review/", review.review, name="review"),
    path("requests/<str:ref>/review/<int:number>/", review.review_one, name="review_one"),
    path("requests/<str:ref>/bundle/", bundle.bundle, name="bundle"),
    path("requests/<str:ref>/spreadsheets/", bundle.spreadsheets, name="spreadsheets"),
    path("person/", person.person, name="person"),
    path("holds/", holds.holds, name="holds"),
    path("holds/<str:ref>/", holds.change_hold, name="change_hold"),
    path("disposal/", disposal.disposals, name="disposals"),
    path("disposal/<str:ref>/", disposal.disposal, name="disposal"),
    path("schedule/", schedule.schedule, name="schedule"),
]

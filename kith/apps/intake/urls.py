"""This room's addresses."""

from __future__ import annotations

from django.urls import path

from kith.apps.intake.views.board import board

app_name = "intake"
urlpatterns = [path("board/", board, name="board")]

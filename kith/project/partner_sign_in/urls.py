"""The addresses of partners' sign-ins, below ``/accounts/partner/``."""

from __future__ import annotations

from django.urls import path

from kith.project.partner_sign_in import views

urlpatterns = [
    path("partner/<slug:provider_id>/login/", views.login, name="partner_login"),
    path("partner/<slug:provider_id>/login/callback/", views.callback, name="partner_callback"),
]

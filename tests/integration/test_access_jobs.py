"""The job worker runs as the web role: it can take a job and forget ended sessions, and no more."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone


def test_ended_sessions_are_forgotten_by_a_job(database: None) -> None:
    from procrastinate.contrib.django import app

    from kith.apps.agencies.models import Sitting as Session
    from kith.project.tasks import forget_old_sessions

    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    forget_old_sessions.defer(timestamp=0)
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]

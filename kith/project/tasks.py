"""Jobs that run by themselves: one-line doors to actions, run by ``kith worker``."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_old_sessions")
def forget_old_sessions(timestamp: int) -> None:
    """Delete the sessions that have ended, each night."""
    call_command("clearsessions")

"""One time that somebody is signed in, in one browser: Django's own session (``SESSION_ENGINE``), with whose it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from kith.apps.base import privacy

BEGAN_AT = "began_at"  # in the session, as seconds: when they signed in


class Sitting(AbstractBaseSession):
    """So that a worker can see where they are signed in, and end what is not them. Deleted when it ends."""

    account_id = models.BigIntegerField(null=True, db_index=True)
    began_at = models.DateTimeField(default=timezone.now)

    @classmethod
    def get_session_store_class(cls) -> type:
        return SessionStore

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "session_key": privacy.SECRET,
            "session_data": privacy.SECRET,
            "expire_date": privacy.NOT_PERSONAL,
            "account_id": privacy.STAFF,
            "began_at": privacy.STAFF,
        }


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, each with the account that is signed in."""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        return Sitting

    def create_model_instance(self, data: dict[str, Any]) -> Sitting:
        sitting = super().create_model_instance(data)
        assert isinstance(sitting, Sitting)
        sitting.account_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        if data.get(BEGAN_AT):
            sitting.began_at = datetime.fromtimestamp(data[BEGAN_AT], UTC)
        return sitting

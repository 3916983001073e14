"""The account that a worker signs in with."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser

from kith.apps.base import privacy


class User(AbstractUser):
    """A username and a password; who the person is stands in ``Worker``."""

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "password": privacy.SECRET,
            "last_login": privacy.STAFF,
            "is_superuser": privacy.NOT_PERSONAL,
            "groups": privacy.NOT_PERSONAL,
            "user_permissions": privacy.NOT_PERSONAL,
            "username": privacy.STAFF,
            "first_name": privacy.STAFF,
            "last_name": privacy.STAFF,
            "email": privacy.STAFF,
            "is_staff": privacy.NOT_PERSONAL,
            "is_active": privacy.NOT_PERSONAL,
            "date_joined": privacy.STAFF,
        }

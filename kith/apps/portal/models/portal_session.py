"""One sitting at the family's own pages: ended by ten minutes of nothing, by an hour, or by leaving."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.portal.models.family_account import FamilyAccount


class PortalSession(models.Model):
    """Known by a hash of what the browser holds, so that a copy of the table opens nothing."""

    account = models.ForeignKey(FamilyAccount, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "account": privacy.REF,
            "token_hash": privacy.SECRET,
            "began_at": privacy.ABOUT_A_PERSON,
            "seen_at": privacy.ABOUT_A_PERSON,
        }

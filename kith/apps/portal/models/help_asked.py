"""What somebody types on the family's own way in: sealed until it is sent, and afterwards only a number and a code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class HelpAsked(models.Model):
    """``sealed`` opens with a key that is itself sealed twice: with what the browser holds, and with the code on paper.

    Neither stands here, so that a copy of the table opens nothing, even with the site's key. Sending empties all three.
    ``ref`` becomes the contact's. ``until``: gone after that.
    """

    ref = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    scrambled = models.CharField(max_length=128, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    key_by_token = models.TextField(blank=True)
    key_by_code = models.TextField(blank=True)
    sealed = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="help_asked_one_browser"
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            **dict.fromkeys(("token_hash", "salt", "scrambled", "key_by_token", "key_by_code"), privacy.SECRET),
            "failures": privacy.NOT_PERSONAL,
            "failed_at": privacy.NOT_PERSONAL,
            "sealed": privacy.FREE_TEXT,
            **dict.fromkeys(("begun_at", "seen_at", "sent_at", "until"), privacy.NOT_PERSONAL),
        }

"""A link by which an agency without an account answers one question about one person, once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class QuestionLink(models.Model):
    """Known by hashes of what stands in the link and of the code that is told by telephone.

    ``about`` is who is meant, sealed with the site's key, and blanked when the link is answered or is no longer good.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    enquiry_ref = models.CharField(max_length=20)
    question = models.CharField(max_length=40)
    asked_by = models.BigIntegerField()
    asker_words = models.CharField(max_length=300)
    agency_name = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=10, blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "link_hash": privacy.SECRET,
            "code_hash": privacy.SECRET,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "question": privacy.NOT_PERSONAL,
            "asked_by": privacy.STAFF,
            "asker_words": privacy.STAFF,
            "agency_name": privacy.NOT_PERSONAL,
            "contact_name": privacy.STAFF,
            "about": privacy.IDENTIFIER,
            "made_at": privacy.STAFF,
            "ends_at": privacy.NOT_PERSONAL,
            "wrong_codes": privacy.NOT_PERSONAL,
            "opened_at": privacy.STAFF,
            "answered_at": privacy.STAFF,
            "said": privacy.ABOUT_A_PERSON,
        }

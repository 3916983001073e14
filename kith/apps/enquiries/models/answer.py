"""One agency to speak to, as an answer names it; an answer that names none has no row here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.enquiries.models.enquiry import Enquiry

CONTACT, SPEAK, BY_LINK, OUTCOME = "CONTACT", "SPEAK", "BY_LINK", "OUTCOME"
KINDS = (CONTACT, SPEAK, BY_LINK, OUTCOME)


class Answer(models.Model):
    """CONTACT: an agency that holds something, and whom to ring there. SPEAK: who must ring whoever asked, by when.

    BY_LINK: what an agency without an account answered: YES, NO or SPEAK in ``said``. OUTCOME: what a holder did about
    its notice, in ``said``; it is named only where the answer had named it.
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="told")
    asked_by = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    agency_id = models.CharField(max_length=40, blank=True)
    agency_name = models.CharField(max_length=200)
    worker_id = models.BigIntegerField(null=True)
    said = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "enquiry": privacy.NOT_PERSONAL,
            "asked_by": privacy.STAFF,
            "kind": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "agency_name": privacy.ABOUT_A_PERSON,
            "worker_id": privacy.STAFF,
            "said": privacy.ABOUT_A_PERSON,
            "due_at": privacy.NOT_PERSONAL,
            "told_at": privacy.NOT_PERSONAL,
        }

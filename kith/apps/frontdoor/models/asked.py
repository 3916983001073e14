"""That a partner was asked a yes-or-no question because of a contact; the answer stays with the question."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.frontdoor.models.contact import Contact
from kith.apps.frontdoor.models.contact_person import ContactPerson


class Asked(models.Model):
    """Names the question (``enquiries.Enquiry``); whoever asked reads its answer there, and nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="asked")
    question = models.CharField(max_length=40)
    enquiry_ref = models.CharField(max_length=20)
    asked_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "person": privacy.NOT_PERSONAL,
            "question": privacy.NOT_PERSONAL,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "asked_by": privacy.STAFF,
            "at": privacy.STAFF,
        }

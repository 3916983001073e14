"""A sign-in of one person of a family, or of the advocate they chose; it opens what is about that person alone."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

FAMILY, ADVOCATE = "FAMILY", "ADVOCATE"
INVITED, OPEN, CLOSED = "INVITED", "OPEN", "CLOSED"
BY_WORKER, BY_PERSON, REPLACED = "BY_WORKER", "BY_PERSON", "REPLACED"
WHO_LOOKED, WHO_WORKS, AGREED = "WHO_LOOKED", "WHO_WORKS", "AGREED"
SHOWN = (WHO_LOOKED, WHO_WORKS, AGREED)


@pghistory.track()
class FamilyAccount(models.Model):
    """No row means off, which is how it is for everybody until a lead worker opens one for one person.

    An ADVOCATE's row names the person they speak for; ``shows`` is what that person chose to show them, and ``called``
    what the person calls them. ``answers`` are the lead worker's answers to the safety questions, by code.
    """

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in (FAMILY, ADVOCATE)])
    person_ref = PersonRefField(db_index=True)
    family_ref = FamilyRefField(db_index=True)
    state = models.CharField(max_length=10, choices=[(one, one) for one in (INVITED, OPEN, CLOSED)])
    card_number = models.CharField(max_length=20, unique=True)
    card_until = models.DateField()
    answers = models.JSONField(default=dict)
    competence_note = models.TextField(blank=True)
    called = models.CharField(max_length=80, blank=True)
    shows = ArrayField(models.CharField(max_length=20), default=list)
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)  # the worker; empty where the person invited their advocate
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_ref", "kind"], condition=~models.Q(state=CLOSED), name="one_family_account_at_a_time"
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "kind": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "state": privacy.ABOUT_A_PERSON,
            "card_number": privacy.SECRET,
            "card_until": privacy.NOT_PERSONAL,
            "answers": privacy.ABOUT_A_PERSON,
            "competence_note": privacy.FREE_TEXT,
            "called": privacy.FREE_TEXT,
            "shows": privacy.ABOUT_A_PERSON,
            "opened_at": privacy.ABOUT_A_PERSON,
            "opened_by": privacy.STAFF,
            "closed_at": privacy.ABOUT_A_PERSON,
            "closed_because": privacy.ABOUT_A_PERSON,
        }


class FamilySecret(models.Model):
    """What signs the account in: the card's code until a passphrase is chosen, then that. No page can read it.

    ``failures`` counts wrong tries; at five the card is no good any more, and only a new one helps.
    """

    account = models.OneToOneField(FamilyAccount, on_delete=models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=64)
    scrambled = models.CharField(max_length=128)
    failures = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "account": privacy.REF,
            "salt": privacy.SECRET,
            "scrambled": privacy.SECRET,
            "failures": privacy.NOT_PERSONAL,
        }

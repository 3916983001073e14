"""Takes people apart as was agreed: a new reference; what a merge had brought goes back; of the rest some is chosen."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.moving import Hanging, list_hanging, move_chosen
from kith.apps.base.words import day_in_words
from kith.apps.governance.actions.guard_both import guard_both
from kith.apps.matching.actions.follow import follow_split
from kith.apps.matching.models import Separation, SeparationItem
from kith.apps.matching.models.separation import AGREED, MADE
from kith.apps.people.actions import add_person_ref
from kith.vocabulary.identifiers import ref_of

OWNER = "owner"
# What those who work with the family may read of it, and so may say whose it is. All else (shields, untold bonds,
# rights requests, holds, notices, emergencies) stays where it is: its name in a list would tell what whoever reads it
# may not know, and moving it would take one person where ending it takes two. What workers said of bonds, homes and
# records is no agency's record of anybody, and stays too: it was said of whom the page showed.
OFFERED = frozenset({
    "governance.FamilyAgreement", "governance.Relationship", "governance.SharingPreference",
    "people.BroughtIntoView", "portal.PortalQuestion",
})  # fmt: skip


def carry_out_separations(*, by: str) -> int:
    """Take apart whom it was agreed of, and move what was chosen since; return how many were taken apart."""
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="carry_out_separations")
        waiting = list(Separation.objects.using(OWNER).select_for_update().filter(state=AGREED).order_by("pk"))
        for row in waiting:
            _take_apart(row)
        chosen = SeparationItem.objects.using(OWNER).filter(moved_at=None, goes__isnull=False)
        for separation in Separation.objects.using(OWNER).filter(state=MADE, items__in=chosen).distinct():
            _move(separation)
    return len(waiting)


def _take_apart(row: Separation) -> None:
    row.other_ref, row.state, row.made_at = ref_of(secrets.randbits(64)), MADE, timezone.now()
    add_person_ref(row.other_ref)
    row.save(using=OWNER, update_fields=["other_ref", "state", "made_at"])
    guard_both(row.person_ref, row.other_ref, alias=OWNER)
    follow_split(run_ref=row.ref, old_ref=row.person_ref, new_ref=row.other_ref, records=row.other_records)
    SeparationItem.objects.using(OWNER).bulk_create(
        SeparationItem(separation=row, model=each.model, row=each.row, field=each.field, words=_words(each))
        for each in list_hanging(row.person_ref, alias=OWNER)
        if each.model in OFFERED
    )


def _move(row: Separation) -> None:
    items = SeparationItem.objects.using(OWNER).filter(separation=row, moved_at=None, goes__isnull=False)
    going = [Hanging(item.model, item.row, item.field) for item in items.filter(goes=True)]
    move_chosen(going, row.person_ref, row.other_ref, alias=OWNER)
    items.update(moved_at=timezone.now())


def _words(each: Hanging) -> str:
    """Say what the row is and of which day, and nothing that stands in it."""
    model: Any = apps.get_model(each.model)
    row = model._default_manager.using(OWNER).get(pk=each.row)
    days = (getattr(row, field.name) for field in model._meta.fields)
    day = next((one for one in days if isinstance(one, date)), None)
    on = day_in_words(timezone.localdate(day) if isinstance(day, datetime) else day) if day else ""
    return f"{str(model._meta.verbose_name).capitalize()}{f', {on}' if on else ''}"

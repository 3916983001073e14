"""Hides whoever is taken apart from somebody who hides: nobody knows yet for which of the two it was."""

from __future__ import annotations

from django.db import models

from kith.apps.governance.models import HiddenRelation, Shield


def guard_both(person_ref: str, other_ref: str, *, alias: str) -> int:
    """Give ``other_ref`` every shield and untold bond of ``person_ref`` that has not ended; return how many.

    Whoever is cleared ends what is not needed, as any other: two people for a shield. No list offers them for moving,
    or moving would be the way round that, and the list would tell that somebody hides.
    """
    shields = Shield.objects.using(alias).filter(person_ref=person_ref, ended_by__isnull=True)
    untold = HiddenRelation.objects.using(alias).filter(ended_at__isnull=True)
    copied = [_copy(row, "person_ref", other_ref, alias) for row in shields]
    for side in ("one_ref", "other_ref"):
        copied += [_copy(row, side, other_ref, alias) for row in untold.filter(**{side: person_ref})]
    return len(copied)


def _copy(row: models.Model, field: str, other_ref: str, alias: str) -> models.Model:
    row.pk = None
    row._state.adding = True
    setattr(row, field, other_ref)
    row.save(using=alias, force_insert=True)
    return row

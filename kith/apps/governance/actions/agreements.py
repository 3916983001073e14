"""Brings sharing agreements into force, and changes their terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from kith.apps.base.changed_by import note_changed_by
from kith.apps.governance.models import Agreement, HandedOver
from kith.rules.agreements import SIGNED

OWNER = "owner"


def sign_agreement(
    *,
    ref: str,
    title: str,
    kind: str,
    givers: list[str],
    receivers: list[str],
    categories: list[str],
    purposes: list[str],
    max_level: int,
    basis: str,
    valid_from: date,
    valid_to: date | None,
    review_on: date | None = None,
    needs_family_agreement: bool = False,
    by: str,
) -> None:
    """Bring a sharing agreement into force; signing it again under the same ref brings its terms up to date."""
    terms = {
        "title": title,
        "kind": kind,
        "state": SIGNED,
        "givers": sorted(givers),
        "receivers": sorted(receivers),
        "categories": sorted(categories),
        "purposes": sorted(purposes),
        "max_level": max_level,
        "basis": basis,
        "needs_family_agreement": needs_family_agreement,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "review_on": review_on,
    }
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="sign_agreement")
        Agreement.objects.using(OWNER).update_or_create(ref=ref, defaults=terms)


def note_handed_over(rows: Iterable[tuple[str, str, str]], *, by: str) -> None:
    """Note that taking in files was told which source (name, title) comes in under which agreement (its reference)."""
    sources: dict[str, list[tuple[str, str]]] = {}
    for ref, name, title in rows:
        sources.setdefault(ref, []).append((name, title))
    HandedOver.objects.using(OWNER).create(at=timezone.now(), by=by, sources=sources)

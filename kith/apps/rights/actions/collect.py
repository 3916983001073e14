"""Collects what every room holds of a person, to be reviewed before they are given it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kith.apps.base.clock import today
from kith.apps.base.hooks import Told
from kith.apps.governance.queries.safety import find_hidden
from kith.apps.people.queries.rights import list_near
from kith.apps.rights.clocks import list_told
from kith.apps.rights.models import BundleItem, RequestStep, RightsRequest
from kith.apps.rights.models.request import SELF
from kith.rules import rights
from kith.rules.bundle_review import Asked, first_state
from kith.vocabulary.codes.categories import CATEGORIES, UNLISTED_SENSITIVITY


def collect_what_waits(*, alias: str) -> int:
    """Collect for every request that waits for it, each in a transaction; return how many."""
    waiting = RightsRequest.objects.using(alias).filter(state=rights.COLLECTING)
    return sum(_collect(ref, alias) for ref in list(waiting.values_list("ref", flat=True)))


def who_asks(row: RightsRequest, *, on: date, alias: str) -> Asked:
    """Return whose record is asked for by whom, and who near them must stay hidden."""
    asker = row.person_ref if row.asked_as == SELF else row.asked_by_ref
    near = list_near(row.person_ref, alias) | {ref for ref in (asker,) if ref}
    hidden = find_hidden(near, on, alias)
    return Asked(row.person_ref, asker, hidden.people, hidden.pairs)


def _collect(ref: str, alias: str) -> int:
    with transaction.atomic(using=alias):
        rows = RightsRequest.objects.using(alias).select_for_update(skip_locked=True)
        row = rows.filter(pk=ref, state=rights.COLLECTING).first()
        if row is None:
            return 0
        asked = who_asks(row, on=today(), alias=alias)
        BundleItem.objects.using(alias).filter(request=row).delete()
        told = list_told(row.person_ref, alias)
        items = [_item(row, number, one, asked) for number, one in enumerate(told, start=1)]
        BundleItem.objects.using(alias).bulk_create(items)
        row.needs_clearance = asked.is_about_the_hidden
        row.state = rights.REVIEW
        row.save(using=alias, update_fields=["needs_clearance", "state"])
        note = f"{len(items)} things found." if items else "Nothing is held under this reference."
        RequestStep.objects.using(alias).create(
            request=row, step=rights.REVIEW, on=today(), at=timezone.now(), note=note
        )
    return 1


def _item(row: RightsRequest, number: int, told: Told, asked: Asked) -> BundleItem:
    category = CATEGORIES.get(told.category)
    sensitivity = category.sensitivity if category else UNLISTED_SENSITIVITY
    if told.category == "LOG":
        sensitivity = 0
    state, is_locked = first_state(
        asked, about_refs=told.about_refs, category=told.category, sensitivity=sensitivity, is_plain=told.is_plain
    )
    return BundleItem(
        request=row, number=number, room=told.room, kind=told.kind, happened_on=told.happened_on, text=told.text,
        agency_id=told.agency_id, category=told.category, about_refs=list(told.about_refs), source=told.source,
        state=state, is_locked=is_locked,
    )  # fmt: skip

"""Reads who was meant by a question or a contact and must not be found: for the owner's jobs, never for a page."""

from __future__ import annotations

from kith.apps.enquiries.models import Cause

SHIELD = "SHIELD"


def list_hidden_asked(enquiry_ref: str, alias: str) -> tuple[str, ...]:
    """Return who was meant under this reference, and was not found because nobody must find them."""
    rows = Cause.objects.using(alias).filter(enquiry_ref=enquiry_ref, cause=SHIELD).exclude(person_ref="")
    return tuple(rows.values_list("person_ref", flat=True).order_by("person_ref").distinct())

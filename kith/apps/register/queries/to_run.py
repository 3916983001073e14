"""Reads who was written down, for what goes to the next run and for the job that follows it; never for a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kith.apps.register.models import RegisteredFamily, RegisteredMember, RegisteredPerson

OWNER = "owner"


@dataclass(frozen=True)
class RecordRow:
    """One person as the next run reads them: a record of a source of its own."""

    record: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    due_on: date | None
    sex: str
    nhs_number: str
    address: str
    postcode: str
    is_address_secret: bool
    registered_on: date


def list_for_run() -> Iterator[RecordRow]:
    """Yield everybody who was written down, by record."""
    for row in RegisteredPerson.objects.using(OWNER).order_by("record").iterator():
        yield RecordRow(
            record=row.record,
            forename=row.forename,
            surname=row.surname,
            known_as=row.known_as,
            born_on=row.born_on,
            due_on=row.due_on,
            sex=row.sex,
            nhs_number=row.nhs_number,
            address=row.address,
            postcode=row.postcode,
            is_address_secret=row.is_address_secret,
            registered_on=timezone.localdate(row.registered_at),
        )


def list_records_of(person_refs: Collection[str]) -> dict[str, set[str]]:
    """Return the records of those of these people who were written down."""
    found: dict[str, set[str]] = {}
    rows = RegisteredPerson.objects.using(OWNER).filter(person_ref__in=list(person_refs))
    for person_ref, record in rows.values_list("person_ref", "record"):
        found.setdefault(person_ref, set()).add(record)
    return found


def list_refs() -> tuple[str, ...]:
    """Return everybody who was written down, by the reference they have now."""
    rows = RegisteredPerson.objects.using(OWNER).order_by("person_ref").distinct()
    return tuple(rows.values_list("person_ref", flat=True))


def list_families_to_follow() -> dict[str, tuple[str, ...]]:
    """Return the families that no run holds yet, each with its members."""
    refs = list(RegisteredFamily.objects.using(OWNER).values_list("record", "family_ref"))
    own = sorted(record for record, ref in refs if record == ref)
    found: dict[str, list[str]] = {ref: [] for ref in own}
    for family_ref, person_ref in (
        RegisteredMember.objects.using(OWNER).filter(family_ref__in=own).values_list("family_ref", "person_ref")
    ):
        found[family_ref].append(person_ref)
    return {ref: tuple(people) for ref, people in found.items()}

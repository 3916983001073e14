"""Reads whose record it is, of those in a family whom an agency wrote down and no run has: kith_begin found them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


def list_owners() -> dict[str, dict[str, str]]:
    """Return, by family, the agency that wrote down each of those whom no run has, inside the door that stands open."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_set('owned')")
        return owners_of(cursor.fetchone()[0])


def owners_of(owned: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what stands in "FAMILY|PERSON|AGENCY", by family and person."""
    found: dict[str, dict[str, str]] = {}
    for text in owned:
        family_ref, person_ref, agency_id = text.split("|", 2)
        found.setdefault(family_ref, {})[person_ref] = agency_id
    return found

"""Reads, for the job that answers requests about rights, whom a person's family holds; no page reads through here."""

from __future__ import annotations

from kith.apps.intake.queries import list_runs_with_rows
from kith.apps.people.models import FamilyMember


def list_families_of(person_ref: str, alias: str) -> frozenset[str]:
    """Return the families that the person belongs to, in any run that is here."""
    rows = FamilyMember.objects.using(alias).filter(run_id__in=list_runs_with_rows(alias), person_ref=person_ref)
    return frozenset(rows.values_list("family_ref", flat=True))


def list_near(person_ref: str, alias: str) -> frozenset[str]:
    """Return the person and everybody who is in a family with them, in any run that is here."""
    families = list_families_of(person_ref, alias)
    rows = FamilyMember.objects.using(alias).filter(run_id__in=list_runs_with_rows(alias), family_ref__in=families)
    return frozenset(rows.values_list("person_ref", flat=True)) | {person_ref}

"""Reads, for the job that answers requests about rights, whom a person's family holds; no page reads through here."""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.intake.queries import find_live_run, list_runs_with_rows
from kith.apps.people.models import FamilyMember


def list_families_of(person_ref: str, alias: str) -> frozenset[str]:
    """Return the families that the person belongs to, in any run that is here."""
    rows = FamilyMember.objects.using(alias).filter(run_id__in=list_runs_with_rows(alias), person_ref=person_ref)
    return frozenset(rows.values_list("family_ref", flat=True))


def list_families_of_live(person_ref: str, alias: str) -> frozenset[str]:
    """Return the families that the person belongs to in the run that is live."""
    run = find_live_run()
    rows = FamilyMember.objects.using(alias).filter(run_id=run.key, person_ref=person_ref) if run else None
    return frozenset(rows.values_list("family_ref", flat=True)) if rows else frozenset()


def list_near(person_ref: str, alias: str) -> frozenset[str]:
    """Return the person and everybody who is in a family with them, in any run that is here."""
    families = list_families_of(person_ref, alias)
    rows = FamilyMember.objects.using(alias).filter(run_id__in=list_runs_with_rows(alias), family_ref__in=families)
    return frozenset(rows.values_list("person_ref", flat=True)) | {person_ref}


def list_families_of_many(person_refs: Iterable[str], alias: str) -> dict[str, frozenset[str]]:
    """Return the families of each of these people, in any run that is here; nobody is left out."""
    refs = list(person_refs)
    rows = FamilyMember.objects.using(alias).filter(run_id__in=list_runs_with_rows(alias), person_ref__in=refs)
    found: dict[str, set[str]] = {ref: set() for ref in refs}
    for person_ref, family_ref in rows.values_list("person_ref", "family_ref"):
        found[person_ref].add(family_ref)
    return {ref: frozenset(families) for ref, families in found.items()}


def list_members_of_many(family_refs: Iterable[str], alias: str) -> dict[str, frozenset[str]]:
    """Return who belongs to each of these families, in any run that is here."""
    rows = FamilyMember.objects.using(alias).filter(
        run_id__in=list_runs_with_rows(alias), family_ref__in=list(family_refs)
    )
    found: dict[str, set[str]] = {}
    for family_ref, person_ref in rows.values_list("family_ref", "person_ref"):
        found.setdefault(family_ref, set()).add(person_ref)
    return {ref: frozenset(members) for ref, members in found.items()}

"""Reads whom to bring into view, for the job that carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.enquiries.models import Cause, Enquiry, ViewRequest


@dataclass(frozen=True)
class ViewRequestRow:
    """A request that is not carried out yet; ``person_refs`` is empty where the question matched nobody."""

    enquiry_ref: str
    person_refs: tuple[str, ...]
    reason: str
    asked_by: int
    agency_id: str


def list_view_requests(alias: str = "owner") -> tuple[ViewRequestRow, ...]:
    """Return the requests that wait, oldest first. Somebody shielded is nobody here."""
    return tuple(
        ViewRequestRow(row.enquiry_ref, _meant(row.enquiry_ref, alias), row.reason, row.asked_by, row.agency_id)
        for row in ViewRequest.objects.using(alias).filter(done_at__isnull=True).order_by("asked_at")
    )


def _meant(enquiry_ref: str, alias: str) -> tuple[str, ...]:
    if not Enquiry.objects.using(alias).filter(ref=enquiry_ref).exists():
        return ()
    causes = Cause.objects.using(alias).filter(enquiry_ref=enquiry_ref, is_matched=True)
    rows = list(causes.values_list("person_ref", "cause"))
    hidden = {ref for ref, cause in rows if cause == "SHIELD"}
    return tuple(sorted({ref for ref, _ in rows if ref} - hidden))

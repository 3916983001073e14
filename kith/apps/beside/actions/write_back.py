"""Gives out the rows of the files for another system, with the line in the log that says whom they tell of."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kith.apps.audit.actions import EXPORT, Line, record_access
from kith.apps.base.other_systems import OtherSystem
from kith.apps.beside.queries.written import WrittenBack, list_written_back
from kith.rules.access import SUMMARY
from kith.vocabulary.errors import KithError

OWNER = "owner"


class NoNumbersOfTheirs(KithError):
    """Files are asked for a system of which Kith has no source, and so none of its numbers."""

    code = "K874"

    def __init__(self) -> None:
        super().__init__(
            "Kith does not know by which numbers this system knows people.",
            not_done="No file was written.",
            mend="Name the source whose numbers they are in definitions/beside/systems.yml, and let its extract land.",
        )


def write_back(system: OtherSystem, *, on: date, since: date) -> WrittenBack:
    """Return the rows; that they left is in the log of each person in them, or they do not leave."""
    if not system.source:
        raise NoNumbersOfTheirs
    with transaction.atomic(using=OWNER):
        written = list_written_back(system, on=on, since=since)
        line = Line(
            action=EXPORT,
            worker_id=None,
            role="",
            agency_id=system.agencies[0],
            purpose="",
            level_asked=SUMMARY,
            level_granted=SUMMARY,
            gate="",
            policy_version="",
            subject_refs=sorted(written.person_refs),
            categories=("EARLY_HELP", "SOCIAL_CARE"),
            signed_in_by="command",
        )
        record_access(line, using=OWNER)
    return written

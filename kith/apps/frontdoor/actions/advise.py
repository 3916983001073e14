"""Keeps advice that was given on the consultation line, so long as nothing in it says whom it was about."""

from __future__ import annotations

import re

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.frontdoor.models import AdviceNote
from kith.apps.frontdoor.refusals import AdviceNamesSomebody
from kith.apps.governance.access import open_desk

# An NHS number, a pupil number, a whole date, a postcode.
_TELLS = re.compile(
    r"\b\d{3} ?\d{3} ?\d{4}\b|\b[A-Z]\d{12}\b|\b\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    re.IGNORECASE,
)


def tells_who(text: str) -> bool:
    """Answer whether a text holds a number, a date or a postcode by which a family could be known."""
    return bool(_TELLS.search(text))


def note_advice(
    *, source_code: str, agency: str, reasons: tuple[str, ...], asked: str, advice: str, should_tell_us: bool,
    by: SignedInWorker,
) -> str:  # fmt: skip
    """Keep what was asked and what was said; return the note's reference, which whoever rang may write down."""
    if tells_who(asked) or tells_who(advice):
        raise AdviceNamesSomebody
    ref = new_ref("AD")
    with open_desk(by, action=WRITE) as desk:
        AdviceNote.objects.create(
            ref=ref, source_code=source_code, asked_by_agency=agency, reasons=list(reasons), asked=asked,
            advice=advice, should_tell_us=should_tell_us, given_by=by.worker_id, given_at=desk.now,
        )  # fmt: skip
    return ref

"""Takes in what somebody writes without a sign-in: a contact like any other, through the one function of their role."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import connections

from kith.apps.audit.actions import PORTAL, WRITE, Line, record_access
from kith.apps.base.clock import today
from kith.apps.frontdoor.clocks import decision_due
from kith.apps.frontdoor.shapes import NewContact
from kith.apps.governance.policy_data import load_policy
from kith.rules.access import DETAIL, Role
from kith.rules.clocks import Due
from kith.vocabulary.codes.contact_channels import OWN_WAY
from kith.vocabulary.errors import KithError


class NotTakenIn(KithError):
    """More came from these pages in an hour than people write, or more than one contact holds."""

    code = "K875"

    def __init__(self) -> None:
        super().__init__(
            "We could not take this in just now.",
            not_done="It was not sent. What you wrote is still here.",
            mend="Please ring us, or send it again in an hour.",
        )


def write_own_way(*, ref: str, new: NewContact, most_an_hour: int) -> Due:
    """Keep it in the caller's transaction of the families' role, with its line in the log; return by when it is due."""
    assert new.channel == OWN_WAY, "the pages have no other"
    due = decision_due(new.urgency, new.received_at)
    people = [_plain(asdict(one)) for one in new.people if one.is_anybody]
    with connections[PORTAL].cursor() as cursor:
        cursor.execute(
            "select kith_portal_tell(%s::jsonb, %s::jsonb, %s, %s)",
            [json.dumps(_contact(ref, new, due)), json.dumps(people), new.words, most_an_hour],
        )
        row = cursor.fetchone()
    if not (row and row[0]):
        raise NotTakenIn
    record_access(_line(ref), using=PORTAL)
    return due


def _contact(ref: str, new: NewContact, due: Due) -> dict[str, object]:
    return {
        "ref": ref,
        "day": today().isoformat(),
        "source_code": new.told_by.source_code,
        "told_by_name": new.told_by.name,
        "told_by_phone": new.told_by.phone,
        "reasons": list(new.reasons),
        "urgency": new.urgency,
        "due_at": due.at.isoformat(),
        "due_rule": due.rule_id,
        "due_version": due.version,
        "family_told": new.knows.told,
        "family_told_note": new.knows.told_note,
        "agreed": new.knows.agreed,
        "safe_to_contact": new.knows.safe_to_contact,
        "is_restricted": new.is_restricted,
    }


def _plain(one: dict[str, object]) -> dict[str, object]:
    """Leave out what nobody is asked here: nothing of it needs an identifier."""
    return {name: value for name, value in one.items() if name not in ("born_on", "nhs_number", "upn")}


def _line(ref: str) -> Line:
    return Line(
        action=WRITE,
        worker_id=None,
        role=Role.FAMILY,
        agency_id="",
        purpose="",
        level_asked=DETAIL,
        level_granted=DETAIL,
        gate="",
        policy_version=load_policy().version,
        enquiry_ref=ref,
    )

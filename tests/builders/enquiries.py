"""Asks questions in the small world, and plants what agencies would answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from kith.apps.enquiries.asked import NHS_NUMBER, POSTCODE, Whom

ELLA = Whom("Ella", "Marlowe", date(2015, 5, 14), POSTCODE, "QX4 7TN")
DAWN = Whom("Dawn", "Marlowe", date(1984, 2, 3), NHS_NUMBER, "9990001111")
KIT = Whom("Kit", "Quill", date(2016, 4, 4), POSTCODE, "QX4 7TN")
ZOE = Whom("Zoe", "Plain", date(2012, 7, 7), POSTCODE, "QX4 7TN")
NOBODY = Whom("Nobody", "Here", date(2012, 7, 7), POSTCODE, "QX4 7TN")
REASON = "Her school rang: she has not been in for a week."


def flag(person_ref: str, agency_id: str, question: str, category: str, sensitivity: int) -> None:
    """Have an agency's answer about a person be yes."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into people_flag (run_id, person_ref, agency_id, question, category, sensitivity, as_at) "
            "select id, %s, %s, %s, %s, %s, as_at from intake_run where state = 'LIVE'",
            [person_ref, agency_id, question, category, sensitivity],
        )


def ask_as(worker: Any, whom: Whom, question: str = "KNOWN_NOW", purpose: str = "TRIAGE", **changes: Any) -> str:
    """Ask as a worker would, and return the enquiry's reference."""
    from kith.apps.enquiries.actions import ask
    from kith.apps.governance.queries import PurposeChoice

    given = {"reason": REASON, "case_ref": "C-2041", **changes}
    return ask(question_code=question, whom=whom, purpose=PurposeChoice(purpose, purpose.lower()), by=worker, **given)


def owner_sql(statement: str, *values: Any) -> Any:
    """Run a statement as the owner and return the first value it gives, if any."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def hide_relation(one: str, other: str) -> None:
    """Have nobody told that these two are related."""
    owner_sql(
        "insert into governance_hiddenrelation (one_ref, other_ref, reason, how_made, set_at) "
        "values (%s, %s, 'UNDISCLOSED', 'ASSIGNED', now())",
        one,
        other,
    )


def shield(person_ref: str) -> None:
    """Have a person never found."""
    from kith.apps.governance.models import Shield

    Shield.objects.using("owner").create(person_ref=person_ref, reason="REFUGE", how_made="ASSIGNED")


def ask_on_pages(client: Any, whom: Whom, question: str = "KNOWN_NOW") -> bytes:
    """Ask as a browser does, over the form and the check, and return the answer's page."""
    number = {"NHS_NUMBER": "nhs_number", "UPN": "upn", "POSTCODE": "postcode"}[whom.scheme]
    typed = {
        "question": question, "forename": whom.forename, "surname": whom.surname, "day": whom.born_on.day,
        "month": whom.born_on.month, "year": whom.born_on.year, number: whom.value, "reason": REASON,
        "case_ref": "C-2041",
    }  # fmt: skip
    sent = client.post("/questions/ask/", typed)
    assert sent.status_code == 302, sent.content.decode()
    assert client.get(sent["Location"]).status_code == 200
    asked = client.post("/questions/check/")
    return bytes(client.get(asked["Location"]).content)

"""What a person of the family does on their own pages: asks, asks again, takes back what they agreed to."""

from __future__ import annotations

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.actions.family_sharing import STOP_WITHIN
from kith.apps.portal.door import PORTAL, answer, open_portal
from kith.apps.rights.actions import receive_request

MOST_NOTICES = 200  # more agencies than any partnership has

GREATEST_LINE = 2**63 - 1  # PostgreSQL's own limit; an address may hold more


def ask(*, token: str, words: str, about_event: int | None = None) -> bool:
    """Ask the lead worker, about one line of the log or anything; a few times a day, and only about one's own lines."""
    with open_portal(token, action=WRITE):
        if about_event is not None and about_event > GREATEST_LINE:
            return False
        return answer("select kith_portal_ask(%s, %s, %s)", [new_ref("PQ"), words, about_event])


def ask_again(*, token: str, question_ref: str) -> bool:
    """Remind the lead worker of a question that has no answer."""
    with open_portal(token, action=WRITE):
        return answer("select kith_portal_chase(%s)", [question_ref])


def take_back(*, token: str, said_ref: str) -> bool:
    """Withdraw a yes to sharing; it counts from the next time that somebody looks."""
    with open_portal(token, action=DECIDE):
        notices = [new_ref("SN") for _ in range(MOST_NOTICES)]
        return answer(
            "select kith_portal_withdraw(%s, %s, %s, %s)", [said_ref, new_ref("SP"), notices, STOP_WITHIN.days]
        )


def ask_for_right(*, token: str, kind: str, words: str) -> bool:
    """Ask to have something put right, stopped, copied or taken out; the person alone can, and a clock starts."""
    with open_portal(token, action=WRITE) as family:
        if family.is_advocate or not family.has_chosen:
            return False
        receive_request(kind=kind, person_ref=family.person_ref, words=words, channel="PORTAL", alias=PORTAL)
        return True

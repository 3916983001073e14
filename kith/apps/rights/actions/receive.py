"""Takes in a request about somebody's rights: from the family's own page, or by a worker whom they told."""

from __future__ import annotations

from django.db import transaction

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.base.clock import today
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.rights.definitions import load_office
from kith.apps.rights.models import RightsRequest
from kith.rules.access import Purpose
from kith.rules.rights import KINDS, answer_by
from kith.vocabulary.errors import KithError

PORTAL, LETTER, SPOKEN, EMAIL = "PORTAL", "LETTER", "SPOKEN", "EMAIL"
CHANNELS = {PORTAL: "on the family's page", LETTER: "by letter", SPOKEN: "in person or by phone", EMAIL: "by e-mail"}


class UnknownRequest(KithError):
    """A request is of a kind, or came in a way, that Kith does not know."""

    code = "K471"


def receive_request(
    *, kind: str, person_ref: str, words: str, channel: str, by: SignedInWorker | None = None, alias: str = "default"
) -> str:
    """Take in a request and start its clock; return its reference, to be told to whoever asked.

    ``by`` is the worker who enters it; the family's own page has none and gives its own ``alias``, whose database role
    may add a request about its own person and nothing else.
    """
    if kind not in KINDS or channel not in CHANNELS or not person_ref:
        raise UnknownRequest(
            "This is no request that Kith can take in.",
            not_done="Nothing was recorded.",
            mend="Choose what is asked for and how it was asked, and say whom it is about.",
        )
    if by is None:
        with transaction.atomic(using=alias):
            return _add(kind, person_ref, words, channel, None, alias)
    with open_desk(by, action=WRITE, purpose=Purpose.RIGHTS, subject_refs=[person_ref]):
        return _add(kind, person_ref, words, channel, by.worker_id, "default")


def _add(kind: str, person_ref: str, words: str, channel: str, entered_by: int | None, alias: str) -> str:
    day = today()
    ref = new_ref("RR")
    RightsRequest.objects.using(alias).create(
        ref=ref,
        kind=kind,
        person_ref=person_ref,
        words=words.strip(),
        channel=channel,
        received_on=day,
        due_on=answer_by(day, (), is_extended=False, on=day),
        agency_id=load_office().agency_id,
        entered_by=entered_by,
    )
    return ref

"""Makes a link for an agency without an account, and takes in the one answer it is good for."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import connections, transaction

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import EXPORT
from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.enquiries.asked import Whom
from kith.apps.enquiries.catalogue import load_limits
from kith.apps.enquiries.queries import get_enquiry
from kith.apps.governance.access import open_desk
from kith.apps.partners.models import QuestionLink
from kith.rules.access import Role
from kith.vocabulary.errors import KithError

PUBLIC = "public"
_USE = "question link"
_CODE_LETTERS = "23456789"
MAY_MAKE_LINKS = (Role.FRONT_DOOR, Role.INFORMATION_GOVERNANCE)


class LinkNotGood(KithError):
    """A link was used, is too old, was tampered with, or never was: it is not told which."""

    code = "K446"

    def __init__(self) -> None:
        super().__init__(
            "This link is no longer good.",
            not_done="Nothing was shown and nothing was sent.",
            mend="Ring whoever sent it to you and ask for a new one.",
        )


def make_link(
    *, enquiry_ref: str, whom: Whom, agency_name: str, contact_name: str, by: SignedInWorker
) -> tuple[str, str]:
    """Make a link for one question; return its token and the code to be told by telephone. Neither is kept."""
    enquiry = get_enquiry(by, enquiry_ref)
    token, code = secrets.token_urlsafe(24), "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))
    # The link takes who is meant out of Kith: the log says so to them, though the page says nothing of whom it knows.
    with open_desk(by, action=EXPORT, enquiry_ref=enquiry.ref) as desk:
        QuestionLink.objects.create(
            link_hash=_hash(token),
            code_hash=_hash(token + code),
            enquiry_ref=enquiry.ref,
            question=enquiry.question.code,
            asked_by=by.worker_id,
            asker_words=f"{by.name}, {by.role_label.lower()}, {by.agency_name}",
            agency_name=agency_name,
            contact_name=contact_name,
            about=seal(json.dumps(whom.as_values()), use=_USE),
            made_at=desk.now,
            ends_at=desk.now + timedelta(days=load_limits().link_days),
        )
    return _signer().sign(token), code


def open_link(*, signed: str, code: str, at: datetime) -> Whom:
    """Return who is meant, to whoever has the link and the code; five wrong codes close it."""
    token = read_token(signed)
    sealed = _call("select kith_link_open(%s, %s, %s)", token, code, at)
    values = find_unsealed(str(sealed), use=_USE) if sealed else ""
    if not values:
        raise LinkNotGood
    return Whom.of_values(json.loads(values))


def answer_by_link(*, signed: str, code: str, said: str, at: datetime) -> None:
    """Take in the answer, once."""
    token = read_token(signed)
    if not _call("select kith_link_answer(%s, %s, %s, %s)", token, code, at, said=said):
        raise LinkNotGood


def forget_ended_links(now: datetime, *, by: str, alias: str = "owner") -> int:
    """Blank who was meant by links whose time is over without an answer; return how many there were."""
    return QuestionLink.objects.using(alias).filter(ends_at__lte=now).exclude(about="").update(about="")


def read_token(signed: str) -> str:
    """Return what was signed, or raise what every bad link raises."""
    try:
        return _signer().unsign(signed)
    except BadSignature:
        raise LinkNotGood from None


def hash_of(token: str) -> str:
    """Return by which a link is known."""
    return _hash(token)


def _call(statement: str, token: str, code: str, at: datetime, said: str = "") -> object:
    hashes = [_hash(token), _hash(token + "".join(code.split()))]
    with transaction.atomic(using=PUBLIC), connections[PUBLIC].cursor() as cursor:
        cursor.execute(statement, [*hashes, said, at] if said else [*hashes, at])
        return cursor.fetchone()[0]


def _hash(text: str) -> str:
    return hashlib.sha256(f"link:{text}".encode()).hexdigest()


def _signer() -> Signer:
    return Signer(salt="kith.partners.link")

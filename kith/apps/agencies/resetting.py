"""Sets somebody's sign-in anew, and ends sittings of others: for whoever runs Kith, with a line of the log for each."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction

from kith.apps.agencies.models import User, Worker
from kith.apps.agencies.sittings import end_all_sittings
from kith.apps.audit.actions import END_SITTINGS, RESET_SIGN_IN, Line, record_access
from kith.apps.base.changed_by import note_changed_by
from kith.rules.access import DETAIL
from kith.vocabulary.errors import KithError

OWNER = "owner"
_PASSWORD_BYTES = 15  # 20 letters and figures, to be read out once


class UnknownAccount(KithError):
    """A command names an account that there is not."""

    code = "K484"

    def __init__(self) -> None:
        super().__init__(
            "There is no account with this username.",
            not_done="Nothing was changed, and nobody was signed out.",
            mend="Compare the username with the worker's; it is often the agency and the staff number: sch_1-s1.",
        )


def reset_account(*, username: str, by: str) -> str:
    """Take away every second factor, end every sitting, and return a new password, which is kept nowhere.

    The next sign-in with it leads to setting up a new code, and to nothing else before that.
    """
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="reset_account")
        user = _get(username)
        user.set_password(password)
        user.save(using=OWNER)
        Authenticator.objects.using(OWNER).filter(user=user).delete()
        end_all_sittings([user.pk], alias=OWNER)
        _write_line(RESET_SIGN_IN, user)
    return password


def sign_out(*, username: str | None, by: str) -> int:
    """End every sitting of one account, or with no ``username`` of all; return how many there were."""
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="sign_out")
        user = _get(username) if username is not None else None
        ended = end_all_sittings([user.pk] if user else None, alias=OWNER)
        _write_line(END_SITTINGS, user)
    return ended


def _get(username: str) -> User:
    user = User.objects.using(OWNER).filter(username=username).first()
    if user is None:
        raise UnknownAccount
    return user


def _write_line(action: str, user: User | None) -> None:
    """Say whose sign-in it was; nobody is signed in who does this, so the line names nobody as its doer."""
    worker = Worker.objects.using(OWNER).filter(user=user).first() if user else None
    line = Line(
        action=action,
        worker_id=worker.pk if worker else None,
        role="",
        agency_id=worker.agency_id if worker else "",
        purpose="",
        level_asked=DETAIL,
        level_granted=DETAIL,
        gate="",
        policy_version="",
        signed_in_by="command",
    )
    record_access(line, using=OWNER)

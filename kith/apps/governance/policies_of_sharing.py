"""Who may draft, sign and end agreements, change the table of role and purpose, and settle what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.rules.access import SUMMARY, Role
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.access import FamilyAccess

WRITING_TIES = frozenset({"LEAD", "TEAM", "MANAGES"})


class TakesAnotherPerson(KithError):
    """What takes two people was asked of the one who began it, of somebody without the role, or a second time."""

    code = "K431"


class NotYoursToWrite(KithError):
    """Somebody who does not work with the family was to write down what it said, or to decide between voices."""

    code = "K433"


def can_govern(worker: SignedInWorker) -> bool:
    """Answer whether the worker drafts, signs and ends agreements."""
    return worker.has_role(Role.INFORMATION_GOVERNANCE)


def can_change_policy(worker: SignedInWorker) -> bool:
    """Answer whether the worker proposes and approves changes of the table of role and purpose."""
    return worker.has_role(Role.INFORMATION_GOVERNANCE) or worker.has_role(Role.ADMINISTRATOR)


def check_second_person(worker: SignedInWorker, *, first: int | None, is_open: bool, is_allowed: bool) -> None:
    """Raise unless ``worker`` may settle now what ``first`` began."""
    if is_allowed and is_open and worker.worker_id != first:
        return
    raise TakesAnotherPerson(
        "This takes two people: one begins it, another with the same right settles it, once.",
        not_done="Nothing was changed.",
        mend="Ask a colleague who answers for information to look at it and settle it; or see if it is settled by now.",
    )


def can_write_for(access: FamilyAccess) -> bool:
    """Answer whether the worker writes down what members of the open family say."""
    return access.decision.level >= SUMMARY and access.strongest_tie in WRITING_TIES


def can_read_words_of(access: FamilyAccess) -> bool:
    """Answer whether the worker reads how members of the open family put it; who only rings somebody reads the yes."""
    return access.decision.level >= SUMMARY


def can_settle_for(access: FamilyAccess) -> bool:
    """Answer whether the worker decides between voices of the family that differ."""
    return can_write_for(access) and access.standing.worker.has_role(Role.MANAGER)


def check_is(is_allowed: bool) -> None:
    """Raise unless the worker may write this for the family."""
    if is_allowed:
        return
    raise NotYoursToWrite(
        "Only those who work with the family write down what it says; only a manager decides between two voices.",
        not_done="Nothing was written down.",
        mend="Ask the family's lead worker, or your manager.",
    )

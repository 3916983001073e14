"""Writes what workers say of who is whose in a family, the second word where it takes two, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.writing import note_writing
from kith.apps.people.models import BondSaid
from kith.apps.people.models.bond_said import DECISIONS, MISSING, OF_PARENTS, WRONG
from kith.apps.people.policies import check_can_correct_bonds
from kith.apps.people.queries import list_relations, list_said_of_bonds, list_whose_bonds_are_known
from kith.apps.people.queries.bonds import bond_key
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess
    from kith.apps.people.queries.bonds import SaidRow


class NoSuchBond(KithError):
    """Somebody or some bond was named that this worker cannot choose here."""

    code = "K520"


class NotYoursToAgree(KithError):
    """Whoever said it cannot agree to it too, or it does not wait for anybody."""

    code = "K811"


def say_of_bond(
    access: FamilyAccess, *, from_ref: str, kind: str, to_ref: str, decision: str, said_on: date, reason: str
) -> str:
    """Keep that a bond between two members is wrong, is missing or has ended; return the reference of the words.

    Only members whose bonds this worker may read can be named, and only bonds that they read can be wrong or ended:
    anybody and anything else, there or not, gets the one answer. That somebody is no parent takes a second word.
    """
    check_can_correct_bonds(access)
    _check_known(access, from_ref, kind, to_ref, decision)
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (from_ref, to_ref), reason_given=bool(reason))
        row = BondSaid.objects.create(
            ref=new_ref("BS"), family_ref=access.family_ref, from_person_ref=from_ref, kind=kind, to_person_ref=to_ref,
            decision=decision, said_on=said_on, reason=reason, said_by=worker.worker_id, said_at=timezone.now(),
            needs_second=decision == WRONG and kind in OF_PARENTS,
        )  # fmt: skip
    return str(row.ref)


def agree_to_said(access: FamilyAccess, *, ref: str) -> None:
    """Say the second word: from now on what a colleague said of a bond holds."""
    check_can_correct_bonds(access)
    worker = access.standing.worker
    one = _find(access, ref)
    if one is None or not one.is_waiting or one.is_mine:
        raise NotYoursToAgree(
            "This takes two people, and somebody else has to say the second word; or it waits no longer.",
            not_done="Nothing was changed.",
            mend="Ask a colleague who works with this family, or their manager.",
        )
    with pghistory.context(worker=worker.worker_id, action=DECIDE):
        note_writing(access, (one.from_ref, one.to_ref))
        waiting = BondSaid.objects.filter(ref=ref, undone_at=None, agreed_at=None)
        waiting.update(agreed_by=worker.worker_id, agreed_at=timezone.now())


def take_back_said(access: FamilyAccess, *, ref: str) -> None:
    """Undo what was said of a bond, oneself or another: agencies' word counts again, or what was said before."""
    check_can_correct_bonds(access)
    worker = access.standing.worker
    one = _find(access, ref)
    if one is None:
        return
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (one.from_ref, one.to_ref))
        BondSaid.objects.filter(ref=ref, undone_at=None).update(undone_by=worker.worker_id, undone_at=timezone.now())


def _find(access: FamilyAccess, ref: str) -> SaidRow | None:
    return next((one for one in list_said_of_bonds(access) if one.ref == ref), None)


def _check_known(access: FamilyAccess, from_ref: str, kind: str, to_ref: str, decision: str) -> None:
    known = {bond_key(row.from_ref, row.kind, row.to_ref) for row in list_relations(access)}
    ends_are_known = {from_ref, to_ref} <= set(list_whose_bonds_are_known(access)) and from_ref != to_ref
    is_known = bond_key(from_ref, kind, to_ref) in known
    if (
        not ends_are_known
        or kind not in RELATION_KINDS
        or decision not in DECISIONS
        or is_known == (decision == MISSING)
    ):
        raise NoSuchBond(
            "That is not a bond, or not two people, that you can choose here.",
            not_done="Nothing was changed.",
            mend="Go back to the page and choose from what it offers.",
        )

"""Ties the worker who answers a request about rights to the person it is about, while the request is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.apps.governance.models import Relationship
from kith.apps.governance.models.relationship import ASSIGNED
from kith.rules.access import TieKind


@dataclass(frozen=True)
class RightsTie:
    """Who answers for whom; ``family_ref`` is one family of the person."""

    agency_id: str
    staff_id: str
    person_ref: str
    family_ref: str


def put_rights_ties(ties: Iterable[RightsTie], *, on: date, by: str, alias: str) -> int:
    """Have exactly these ties in force: add what is missing, end what is no longer asked for; return what changed."""
    rows = Relationship.objects.using(alias).filter(kind=TieKind.RIGHTS_REQUEST, how_made=ASSIGNED, valid_to=None)
    wanted = set(ties)
    there = {
        RightsTie(row.agency_id, row.staff_id, row.person_ref, row.family_ref): row.pk for row in rows.order_by("pk")
    }
    ended = [key for tie, key in there.items() if tie not in wanted]
    Relationship.objects.using(alias).filter(pk__in=ended).update(valid_to=on)
    new = [
        Relationship(kind=TieKind.RIGHTS_REQUEST, how_made=ASSIGNED, valid_from=on, made_by=by, **vars(tie))
        for tie in sorted(wanted - set(there), key=str)
    ]
    Relationship.objects.using(alias).bulk_create(new)
    return len(new) + len(ended)

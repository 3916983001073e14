"""Reads all that decides how far one family opens to one worker, in one question that every page of a family asks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

from kith.apps.base.sql import run_prepared
from kith.apps.governance.policy_data import PolicyData, policy_of
from kith.apps.governance.queries.agreed import agreed_of
from kith.apps.governance.queries.agreements import InForce
from kith.apps.governance.queries.owners import owners_of
from kith.apps.governance.queries.ties import TieRow, tie_row
from kith.rules.access import Role, SharingAgreement
from kith.vocabulary.periods import Period

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class AtTheDoor:
    """What the database had about one worker, one purpose and one family at this moment.

    ``agreed`` are the yeses of those whom the ties are through, and of nobody else. ``owners`` are the agencies that
    wrote down those of the family whom no run has.
    """

    policy: PolicyData
    agreements: dict[str, InForce]
    ties: tuple[TieRow, ...]
    shielded: frozenset[str]
    agreed: frozenset[tuple[str, str]]
    owners: dict[str, str]


def read_at_the_door(worker: SignedInWorker, purpose: str, family_ref: str, on: date) -> AtTheDoor:
    """Return what decides how far the family opens; no ties to a family too close to the worker."""
    asked = {
        "on": on,
        "now": timezone.now(),
        "purpose": purpose,
        "worker_id": worker.worker_id,
        "agency_id": worker.agency_id,
        "staff_id": worker.staff_id,
        "is_manager": worker.has_role(Role.MANAGER),
        "is_front_door": worker.has_role(Role.FRONT_DOOR),
        "family_ref": family_ref,
    }
    rows = run_prepared("kith.apps.governance.queries", "at_the_door", asked)
    version, caps, clearances, agreements, ties, shielded, said, owned = rows[0]
    return AtTheDoor(
        policy_of(version, caps, clearances),
        _agreements_of(agreements),
        _ties_of(ties, family_ref),
        frozenset(shielded),
        agreed_of(json.loads(said)),
        owners_of(owned).get(family_ref, {}),
    )


@lru_cache(maxsize=64)  # by the whole text: other agreements are another text, so what is kept can never be out of date
def _agreements_of(text: str) -> dict[str, InForce]:
    return {row[0]: _agreement(*row) for row in json.loads(text)}


def _agreement(
    ref: str,
    title: str,
    givers: list[str],
    receivers: list[str],
    categories: list[str],
    purposes: list[str],
    max_level: int,
    needs_family_agreement: bool,
    basis: str,
    valid_from: str,
    valid_to: str | None,
) -> InForce:
    period = Period(date.fromisoformat(valid_from), _day(valid_to))
    rule = SharingAgreement(
        ref=ref,
        givers=frozenset(givers),
        receivers=frozenset(receivers),
        categories=frozenset(categories),
        purposes=frozenset(purposes),
        max_level=max_level,
        needs_family_agreement=needs_family_agreement,
        period=period,
    )
    return InForce(rule, title, period.valid_to, basis)


def _ties_of(text: str, family_ref: str) -> tuple[TieRow, ...]:
    rows = json.loads(text)
    if any(row[0] == "CLOSED" for row in rows):
        return ()
    return tuple(
        tie_row(what, kind, person_ref, family_ref, _day(begins), _day(ends))
        for what, kind, person_ref, begins, ends in rows
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

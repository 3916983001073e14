"""Reads how the chain of seals stands, for the page that says it in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from kith.apps.audit.heads import count_waiting
from kith.apps.audit.models import Epoch, Lodging, Seal
from kith.apps.audit.seal import SealRow, list_newest_seals
from kith.apps.audit.verify import Proof, find_last_proof
from kith.apps.base.sql import sql_text

AUDIT = "audit"


@dataclass(frozen=True)
class SealsState:
    """The chain as it stands now."""

    newest: tuple[SealRow, ...]
    seals: int
    epochs: int
    unsealed: int
    proof: Proof | None
    lodged_with: int
    lodged_at: datetime | None
    heads_waiting: int


def get_seals_state() -> SealsState:
    """Return how the chain stands."""
    lodged = Lodging.objects.using(AUDIT).exclude(lodged_at=None)
    with connections[AUDIT].cursor() as cursor:
        cursor.execute(sql_text("kith.apps.audit", "count_unsealed"))
        unsealed = cursor.fetchone()[0]
    return SealsState(
        newest=list_newest_seals(),
        seals=Seal.objects.using(AUDIT).count(),
        epochs=Epoch.objects.using(AUDIT).count() + 1,
        unsealed=unsealed,
        proof=find_last_proof(),
        lodged_with=lodged.values("agency_id").distinct().count(),
        lodged_at=lodged.order_by("-lodged_at").values_list("lodged_at", flat=True).first(),
        heads_waiting=count_waiting(),
    )

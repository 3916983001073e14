"""Reads which of the agency's episodes break which rule, through one open door, so that somebody puts it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, list_workers
from kith.apps.casework.clocks import HANDOVER_ANSWER, SUPERVISION, last_day_overdue
from kith.apps.frontdoor.queries.counts import list_days_received
from kith.apps.governance.access import open_search
from kith.apps.governance.queries import PurposeChoice
from kith.apps.people.queries import name_families
from kith.rules.casework_rules import ERROR, HELD_BY, RULES, CaseworkRule, EpisodeFacts, broken_rules
from kith.rules.clocks import LONDON
from kith.rules.rights import months_after

MOST_SHOWN = 100
LOOKED_BACK = 12  # months: how long an ended episode is still looked at
_FACTS = frozenset(one.name for one in fields(EpisodeFacts))


@dataclass(frozen=True)
class ToPutRight:
    """One episode with the rules that it breaks; ``name`` is empty where the purpose does not open the family."""

    family_ref: str
    name: str
    lead: str
    is_ended: bool
    rules: tuple[CaseworkRule, ...]


@dataclass(frozen=True)
class RuleCount:
    """One rule, how it is held, and how many episodes break it; ``None`` where no page can tell."""

    rule: CaseworkRule
    held: str
    broken: int | None


@dataclass(frozen=True)
class QualityPage:
    """What is to be put right, and every rule with its number."""

    episodes: tuple[ToPutRight, ...]
    rules: tuple[RuleCount, ...]
    looked_at: int
    total: int
    on: date
    only: CaseworkRule | None

    @property
    def is_cut(self) -> bool:
        """Answer whether there are more than are shown."""
        return self.total > len(self.episodes)


def get_quality(worker: SignedInWorker, purpose: PurposeChoice | None, *, only: str = "") -> QualityPage:
    """Return the agency's episodes that break a rule, of one rule or of all; the list is logged."""
    with open_search(worker, purpose) as door:
        on = door.standing.on
        rows = list(_rows(worker.agency_id, on))
        received = list_days_received({row["contact_ref"] for row in rows if row["contact_ref"]})
        broken = [(row, broken_rules(_facts(row, on, received))) for row in rows]
        chosen = [one for one in broken if one[1] and (not only or any(rule.code == only for rule in one[1]))]
        chosen.sort(key=lambda one: (-sum(rule.kind == ERROR for rule in one[1]), -len(one[1]), one[0]["started_on"]))
        shown = chosen[:MOST_SHOWN]
        named = name_families(door, [row["family_ref"] for row, _ in shown])
        workers = list_workers({tuple(row["lead"].split("/", 1)) for row, _ in shown if row["lead"]})
    counted = Counter(rule.code for _, rules in broken for rule in rules)
    return QualityPage(
        episodes=tuple(
            ToPutRight(
                family_ref=row["family_ref"],
                name=named[row["family_ref"]].name if row["family_ref"] in named else "",
                lead=_name(workers, row["lead"]),
                is_ended=row["ended_on"] is not None,
                rules=rules,
            )
            for row, rules in shown
        ),
        rules=tuple(RuleCount(one, HELD_BY[one.held], counted[one.code] if one.is_broken else None) for one in RULES),
        looked_at=len(rows),
        total=len(chosen),
        on=on,
        only=next((rule for rule in RULES if rule.code == only), None),
    )


def _rows(agency_id: str, on: date) -> Iterator[dict[str, Any]]:
    until = max(on, timezone.now().astimezone(LONDON).date())
    values: dict[str, Any] = {
        "agency": agency_id,
        "since": months_after(on, -LOOKED_BACK),
        "talk_late": last_day_overdue(SUPERVISION, on),
        "answer_late": last_day_overdue(HANDOVER_ANSWER, until),
    }
    with connection.cursor() as cursor:
        cursor.execute((Path(__file__).parent / "quality.sql").read_text(encoding="utf-8"), values)
        names = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))


def _facts(row: dict[str, Any], on: date, received: dict[str, date]) -> EpisodeFacts:
    day = received.get(row["contact_ref"])
    # A contact is stamped by the clock on the wall: what was opened on that very day did not begin before it.
    came = min(day, on) if day else None
    return EpisodeFacts(on=on, received_on=came, **{name: value for name, value in row.items() if name in _FACTS})


def _name(workers: dict[Any, Any], lead: str) -> str:
    row = workers.get(tuple(lead.split("/", 1))) if lead else None
    return str(row.name) if row else ""

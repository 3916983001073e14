"""The shapes in which episodes leave this room: frozen, and already cut to what the worker may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class LevelLine:
    """One level, of the family (no name) or of one of them, from when to when."""

    spell_id: int
    person_ref: str
    name: str
    level: str
    label: str
    since: date
    until: date | None
    reason: str
    by: str


@dataclass(frozen=True)
class PersonLine:
    """Somebody in the episode; ``level_label`` is their own level, empty where the family's counts."""

    person_ref: str
    name: str
    role: str
    why: str
    since: date
    own_level: str = ""
    level_label: str = ""
    answer: str = ""  # to being asked to work with the help, in words
    answer_on: date | None = None


@dataclass(frozen=True)
class WorkerLine:
    """Somebody who leads or is in the team, now or before."""

    row_id: int
    role: str
    role_label: str
    name: str
    agency_name: str
    agency_kind: str
    agency_id: str
    staff_id: str
    since: date
    until: date | None
    note: str = ""  # why they came, and whether the family chose them


@dataclass(frozen=True)
class HandoverLine:
    """One offer to another agency, and what came of it."""

    ref: str
    from_name: str
    to_name: str
    to_team: str
    why: str
    what_comes_next: str
    snapshot: dict[str, object]
    state: str
    offered_at: datetime
    offered_by: str
    answered_at: datetime | None
    answered_by: str
    answer_reason: str


@dataclass(frozen=True)
class DecisionLine:
    """What a manager was asked, and decided; ``is_mine_to_decide`` for the managers of the agency that holds it."""

    ref: str
    kind: str
    words: str
    what: str
    asked_by: str
    asked_at: datetime
    outcome: str
    comment: str
    decided_by: str
    decided_at: datetime | None
    person_ref: str
    to_level: str


@dataclass(frozen=True)
class SupervisionLine:
    """One talk of a manager with a worker about the family."""

    held_on: date
    worker: str
    by: str
    text: str
    next_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class ServiceLine:
    """One referral to a service, and what came of it."""

    ref: str
    service: str
    why: str
    sent_on: date
    outcome: str
    outcome_on: date | None
    note: str


@dataclass(frozen=True)
class EpisodePage:
    """One episode, as far as the worker may see it; ``may_*`` say what the page offers them."""

    ref: str
    episode_id: int
    family_ref: str
    agency_id: str
    agency_name: str
    team: str
    started_on: date
    reason_label: str
    reason: str
    held_since: date | None
    hold_reason: str
    family_level: LevelLine | None
    people: tuple[PersonLine, ...]
    levels: tuple[LevelLine, ...]
    leads: tuple[WorkerLine, ...]
    led_before: tuple[WorkerLine, ...]
    team_now: tuple[WorkerLine, ...]
    handovers: tuple[HandoverLine, ...]
    decisions: tuple[DecisionLine, ...]
    supervisions: tuple[SupervisionLine, ...]
    services: tuple[ServiceLine, ...]
    may_write: bool
    may_manage: bool
    may_answer: bool
    outside: tuple[tuple[str, str], ...] = field(default=())  # of the family, and not in the episode: ref and name

    @property
    def lead(self) -> WorkerLine | None:
        """Who leads the help now."""
        return next((one for one in self.leads if one.role == "LEAD"), None)

    @property
    def offered(self) -> HandoverLine | None:
        """The handover that waits for an answer."""
        return next((one for one in self.handovers if one.state == "OFFERED"), None)

    @property
    def bounced(self) -> int:
        """How often it was offered and came back."""
        return sum(one.state == "RETURNED" for one in self.handovers)

    @property
    def undecided(self) -> tuple[DecisionLine, ...]:
        """What still waits for a manager."""
        return tuple(one for one in self.decisions if not one.outcome)

    @property
    def differing(self) -> tuple[PersonLine, ...]:
        """Those whose level is not the family's."""
        return tuple(one for one in self.people if one.own_level)


@dataclass(frozen=True)
class PastEpisode:
    """An episode of the family that has ended."""

    ref: str
    started_on: date
    ended_on: date
    end_reason: str
    agency_name: str

"""Decides how much of one item one worker may see now: a level from 0 to 4, the gate that set it, and what is owed.

The level is the minimum over seven gates, so every gate can close and none can open another. Facts in, answer out:
no clock, no database. Source: governance design, sections 2.2 and 2.3, November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.vocabulary.periods import Period

NOTHING, YES_NO, CONTACT, SUMMARY, DETAIL = range(5)
LEVELS = {NOTHING: "nothing", YES_NO: "yes or no", CONTACT: "whom to contact", SUMMARY: "summary", DETAIL: "everything"}
RESTRICTED = 3  # the label above which not even a contact is brokered


class Gate(StrEnum):
    """The seven gates, in the order in which a tie is told."""

    IDENTITY = "IDENTITY"
    PURPOSE = "PURPOSE"
    RELATIONSHIP = "RELATIONSHIP"
    SHARING = "SHARING"
    FAMILY = "FAMILY"
    SENSITIVITY = "SENSITIVITY"
    SHIELD = "SHIELD"


class Role(StrEnum):
    """What a worker is in Kith. A role that is not listed for a purpose sees nothing for it."""

    PRACTITIONER = "PRACTITIONER"
    LEAD_WORKER = "LEAD_WORKER"
    MANAGER = "MANAGER"
    FRONT_DOOR = "FRONT_DOOR"
    ANALYST = "ANALYST"
    COMMISSIONER = "COMMISSIONER"
    INFORMATION_GOVERNANCE = "INFORMATION_GOVERNANCE"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    ADVOCATE = "ADVOCATE"
    FAMILY = "FAMILY"


class Purpose(StrEnum):
    """Why a worker looks."""

    EARLY_HELP_SUPPORT = "EARLY_HELP_SUPPORT"
    TRIAGE = "TRIAGE"
    SAFEGUARDING = "SAFEGUARDING"
    SUPERVISION = "SUPERVISION"
    RIGHTS = "RIGHTS"
    AUDIT = "AUDIT"


class TieKind(StrEnum):
    """How a worker comes to have to do with a family or a person."""

    LEAD = "LEAD"
    TEAM = "TEAM"
    MANAGES = "MANAGES"
    DUTY = "DUTY"
    RIGHTS_REQUEST = "RIGHTS_REQUEST"
    SELF_CLAIMED = "SELF_CLAIMED"
    ENQUIRY = "ENQUIRY"


TIE_LEVELS = {
    TieKind.LEAD: DETAIL,
    TieKind.TEAM: DETAIL,
    TieKind.MANAGES: DETAIL,
    TieKind.DUTY: SUMMARY,
    TieKind.RIGHTS_REQUEST: DETAIL,
    TieKind.SELF_CLAIMED: SUMMARY,  # by the worker's own word, for a day; never a close tie
    TieKind.ENQUIRY: CONTACT,  # who gave exact identifiers and a reason, for that one question alone
}
UNTIED_LEVEL = YES_NO
BROKERED_LEVEL = CONTACT
CLOSE_TIES = frozenset({TieKind.LEAD, TieKind.TEAM})
# A manager's tie serves the purposes a manager has, a rights request serves rights alone, and so on.
TIE_PURPOSES = {
    TieKind.DUTY: frozenset({Purpose.TRIAGE, Purpose.SAFEGUARDING}),
    TieKind.RIGHTS_REQUEST: frozenset({Purpose.RIGHTS}),
    TieKind.SELF_CLAIMED: frozenset({Purpose.EARLY_HELP_SUPPORT, Purpose.SAFEGUARDING}),
    TieKind.ENQUIRY: frozenset({Purpose.EARLY_HELP_SUPPORT, Purpose.TRIAGE, Purpose.SAFEGUARDING}),
}


class Obligation(StrEnum):
    """What whoever is shown the item owes in return; the door carries these out."""

    RECORD = "RECORD"
    ASK_HOLDER = "ASK_HOLDER"
    SAMPLE_REASON = "SAMPLE_REASON"
    ALERT_PRIVACY_OFFICERS = "ALERT_PRIVACY_OFFICERS"


@dataclass(frozen=True)
class Actor:
    """Who asks, in the one role they act in."""

    agency_id: str
    role: str
    clearance: int
    is_active: bool
    has_second_factor: bool
    is_trained: bool
    is_shield_cleared: bool


@dataclass(frozen=True)
class Item:
    """What is asked for. ``owner`` is ``None`` for what Kith compiled from several agencies, such as a name.

    ``person_ref`` is whom it is about: what they said of sharing counts for this and for nobody else's.
    """

    owner: str | None
    category: str
    sensitivity: int
    is_shielded: bool
    person_ref: str = ""


@dataclass(frozen=True)
class Tie:
    """A dated relationship between the worker and the item's family or person."""

    kind: TieKind
    period: Period


@dataclass(frozen=True)
class SharingAgreement:
    """A signed agreement: who gives, who receives, which categories, for which purposes, to which level, until when."""

    ref: str
    givers: frozenset[str]
    receivers: frozenset[str]
    categories: frozenset[str]
    purposes: frozenset[str]
    max_level: int
    needs_family_agreement: bool
    period: Period


@dataclass(frozen=True)
class Context:
    """Everything else that the answer depends on; ``caps`` is the council's table of role and purpose.

    ``agreed`` pairs a person with an agreement that rests on their yes: what is known of them may be shared under it.
    """

    purpose: str
    on: date
    caps: Mapping[tuple[str, str], int]
    ties: tuple[Tie, ...] = ()
    agreements: tuple[SharingAgreement, ...] = ()
    agreed: frozenset[tuple[str, str]] = frozenset()
    has_safeguarding_reason: bool = False
    is_glass_broken: bool = False


@dataclass(frozen=True)
class Decision:
    """The level, the gate that set it (``None`` when every gate stands wide open), what is owed, the agreement used."""

    level: int
    gate: Gate | None
    obligations: frozenset[Obligation]
    agreement_ref: str | None = None


def decide(actor: Actor, item: Item, context: Context) -> Decision:
    """Return how much of ``item`` ``actor`` may see in ``context``."""
    agreement = _best_agreement(actor, item, context)
    gates: dict[Gate, Callable[[], int]] = {
        Gate.IDENTITY: lambda: _identity(actor),
        Gate.PURPOSE: lambda: context.caps.get((actor.role, context.purpose), NOTHING),
        Gate.RELATIONSHIP: lambda: _relationship(context),
        Gate.SHARING: lambda: _sharing(actor, item, agreement),
        Gate.FAMILY: lambda: _family(actor, item, agreement, context),
        Gate.SENSITIVITY: lambda: _sensitivity(actor, item),
        Gate.SHIELD: lambda: _shield(actor, item, context),
    }
    levels = {gate: level() for gate, level in gates.items()}
    level = min(levels.values())
    gate = None if level >= DETAIL else next(gate for gate, height in levels.items() if height == level)
    used = agreement.ref if agreement and item.owner != actor.agency_id and level else None
    return Decision(level, gate, _obligations(level, gate, actor, item, agreement, context), used)


def ties_in_force(context: Context) -> tuple[Tie, ...]:
    """Return the ties that hold on the context's day and serve its purpose."""
    return tuple(
        tie
        for tie in context.ties
        if tie.period.contains(context.on) and context.purpose in TIE_PURPOSES.get(tie.kind, frozenset(Purpose))
    )


def _identity(actor: Actor) -> int:
    return DETAIL if actor.is_active and actor.has_second_factor and actor.is_trained else NOTHING


def _relationship(context: Context) -> int:
    if _breaks_glass(context):
        return DETAIL
    return max((TIE_LEVELS[tie.kind] for tie in ties_in_force(context)), default=UNTIED_LEVEL)


def _sharing(actor: Actor, item: Item, agreement: SharingAgreement | None) -> int:
    if item.owner == actor.agency_id:
        return DETAIL
    return agreement.max_level if agreement else NOTHING


def _family(actor: Actor, item: Item, agreement: SharingAgreement | None, context: Context) -> int:
    if item.owner == actor.agency_id or not (agreement and agreement.needs_family_agreement):
        return DETAIL
    return DETAIL if _is_open(item, agreement, context) else NOTHING


def _sensitivity(actor: Actor, item: Item) -> int:
    if item.sensitivity <= actor.clearance:
        return DETAIL
    return NOTHING if item.sensitivity >= RESTRICTED else BROKERED_LEVEL


def _shield(actor: Actor, item: Item, context: Context) -> int:
    if not item.is_shielded:
        return DETAIL
    is_close = any(tie.kind in CLOSE_TIES for tie in ties_in_force(context)) or _breaks_glass(context)
    return DETAIL if actor.is_shield_cleared and is_close else NOTHING


def _breaks_glass(context: Context) -> bool:
    return context.is_glass_broken and context.purpose == Purpose.SAFEGUARDING


def _is_open(item: Item, agreement: SharingAgreement, context: Context) -> bool:
    """Answer whether nothing stands against the agreement, or the person agreed, or safety lifts it."""
    if not agreement.needs_family_agreement or _has_reason(context) or _breaks_glass(context):
        return True
    return _has_agreed(item, agreement, context)


def _has_agreed(item: Item, agreement: SharingAgreement, context: Context) -> bool:
    return bool(item.person_ref) and (item.person_ref, agreement.ref) in context.agreed


def _has_reason(context: Context) -> bool:
    return context.has_safeguarding_reason and context.purpose == Purpose.SAFEGUARDING


def _best_agreement(actor: Actor, item: Item, context: Context) -> SharingAgreement | None:
    """Return the agreement in force that lets most through; one that needs no family agreement is preferred."""
    covering = [
        agreement
        for agreement in context.agreements
        if agreement.period.contains(context.on)
        and actor.agency_id in agreement.receivers
        and (item.owner is None or item.owner in agreement.givers)
        and item.category in agreement.categories
        and context.purpose in agreement.purposes
    ]
    return max(covering, key=lambda each: _usable_level(item, each, context), default=None)


def _usable_level(item: Item, agreement: SharingAgreement, context: Context) -> tuple[int, bool, str]:
    level = agreement.max_level if _is_open(item, agreement, context) else NOTHING
    return (level, not agreement.needs_family_agreement, agreement.ref)


def _obligations(
    level: int,
    gate: Gate | None,
    actor: Actor,
    item: Item,
    agreement: SharingAgreement | None,
    context: Context,
) -> frozenset[Obligation]:
    owed = {Obligation.RECORD}
    if level == BROKERED_LEVEL and gate == Gate.SENSITIVITY:
        owed.add(Obligation.ASK_HOLDER)
    is_lifted = (
        agreement is not None
        and agreement.needs_family_agreement
        and item.owner != actor.agency_id
        and not _has_agreed(item, agreement, context)
        and _has_reason(context)
    )
    if level and is_lifted:
        owed.add(Obligation.SAMPLE_REASON)
    if level and _breaks_glass(context):
        owed.add(Obligation.ALERT_PRIVACY_OFFICERS)
    return frozenset(owed)

"""One worker's standing for one purpose on one day: asks the rule about each item, having read the data once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.clock import today
from kith.apps.governance import queries
from kith.apps.governance.policy_data import load_policy
from kith.rules import access
from kith.rules.access import Actor, Context, Decision, Gate, Item, SharingAgreement, Tie


@dataclass(frozen=True)
class Standing:
    """What a worker brings to the door; decisions are remembered for as long as the door stands open, no longer."""

    worker: SignedInWorker
    purpose: str
    on: date
    agreements: dict[str, tuple[SharingAgreement, str, date | None]]
    policy_version: str
    _decided: dict[tuple[object, ...], tuple[Decision, str]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, worker: SignedInWorker, purpose: str) -> Standing:
        """Read what decides for this worker and purpose today."""
        day = today()
        agreements = queries.list_agreements(worker.agency_id, purpose, day)
        return cls(worker, purpose, day, agreements, load_policy().version)

    def decide(self, item: Item, ties: tuple[Tie, ...]) -> tuple[Decision, str]:
        """Return the best decision over the worker's roles, and that role."""
        key = (item, ties)
        if key not in self._decided:
            roles = self.worker.roles or ("",)
            answers = [(access.decide(self._actor(role), item, self.context(ties)), role) for role in roles]
            self._decided[key] = max(answers, key=lambda answer: answer[0].level)
        return self._decided[key]

    def explain(self, decision: Decision, *, is_own: bool) -> str:
        """Return why the level is what it is, in a sentence for the page."""
        if is_own:
            return "Your own agency's records."
        if decision.gate in (Gate.SHARING, Gate.FAMILY) and decision.agreement_ref in self.agreements:
            _, title, ends = self.agreements[decision.agreement_ref]
            return f"Set by {title}{f' (to {ends:%-d %B %Y})' if ends else ''}."
        return REASONS[decision.gate]

    def _actor(self, role: str) -> Actor:
        clearance = self.worker.clearance
        return Actor(
            agency_id=self.worker.agency_id,
            role=role,
            clearance=load_policy().clearances.get(role, 0) if clearance is None else clearance,
            is_active=self.worker.is_active,
            has_second_factor=self.worker.has_second_factor,
            is_trained=self.worker.is_trained,
            is_shield_cleared=self.worker.is_shield_cleared,
        )

    def context(self, ties: tuple[Tie, ...]) -> Context:
        """Return what the rule needs to know beside the worker and the item."""
        rules = tuple(agreement for agreement, _, _ in self.agreements.values())
        return Context(purpose=self.purpose, on=self.on, caps=load_policy().caps, ties=ties, agreements=rules)


REASONS: dict[Gate | None, str] = {
    None: "Your work with this family lets you see this.",
    Gate.IDENTITY: "Your sign-in is not complete, or your training is out of date.",
    Gate.PURPOSE: "Your role sees no more for this purpose.",
    Gate.RELATIONSHIP: "Your tie with this family goes no further.",
    Gate.SHARING: "No sharing agreement covers this for your agency and purpose.",
    Gate.FAMILY: "The family has not agreed to this being shared.",
    Gate.SENSITIVITY: "This is sensitive: ask the agency, who will tell you what you need.",
    Gate.SHIELD: "Your tie with this family goes no further.",
}

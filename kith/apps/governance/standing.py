"""One worker's standing for one purpose on one day: asks the rule about each item, having read the data once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.clock import today
from kith.apps.governance import queries
from kith.apps.governance.policy_data import PolicyData, load_policy
from kith.apps.governance.queries import AtTheDoor, InForce, Lifted
from kith.rules import access
from kith.rules.access import Actor, Context, Decision, Gate, Item, Obligation, SharingAgreement, Tie


@dataclass(frozen=True)
class Standing:
    """What a worker brings to the door; decisions are remembered for as long as the door stands open, no longer."""

    worker: SignedInWorker
    purpose: str
    on: date
    agreements: dict[str, InForce]
    policy: PolicyData
    lifted: Lifted = field(default_factory=Lifted)
    _agreed: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict, compare=False)  # by person
    _rules: dict[str, tuple[SharingAgreement, ...]] = field(default_factory=dict, compare=False)  # by category
    _decided: dict[tuple[object, ...], tuple[Decision, str]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, worker: SignedInWorker, purpose: str) -> Standing:
        """Read what decides for this worker and purpose today, whatever family it is."""
        day = today()
        return cls(worker, purpose, day, queries.list_agreements(worker.agency_id, purpose, day), load_policy())

    @classmethod
    def at_the_door(cls, worker: SignedInWorker, purpose: str, family_ref: str) -> tuple[Standing, AtTheDoor]:
        """Read what decides on one family today, with what this sitting has lifted for it; return what was read too."""
        day = today()
        read = queries.read_at_the_door(worker, purpose, family_ref, day)
        lifted = queries.find_lifted(worker, purpose, family_ref)
        standing = cls(worker, purpose, day, read.agreements, read.policy, lifted)
        standing.remember(read.agreed, {row.person_ref for row in read.ties})
        return standing, read

    @property
    def policy_version(self) -> str:
        """The version of the table of role and purpose that decides."""
        return self.policy.version

    def decide(self, item: Item, ties: tuple[Tie, ...]) -> tuple[Decision, str]:
        """Return the best decision over the worker's roles, and that role."""
        if not self._resting:
            item = replace(item, person_ref="")  # nothing turns on whom it is about: decided once for all of them
        self.hear([item.person_ref])
        key = (item, ties)
        if key not in self._decided:
            roles = self.worker.roles or ("",)
            context = self.context(ties, about=item.person_ref, category=item.category)
            answers = [(access.decide(self._actor(role), item, context), role) for role in roles]
            self._decided[key] = max(answers, key=lambda answer: answer[0].level)
        return self._decided[key]

    def decide_in(self, item: Item, context: Context) -> Decision:
        """Return the best decision over the worker's roles where more is known than this standing does."""
        roles = self.worker.roles or ("",)
        return max((access.decide(self._actor(role), item, context) for role in roles), key=lambda each: each.level)

    def hear(self, person_refs: Iterable[str]) -> None:
        """Read what these people agreed to, if anything rests on that; of others it counts as nothing."""
        new = [ref for ref in person_refs if ref and ref not in self._agreed] if self._resting else []
        if new:
            self.remember(queries.list_agreed(new, self._resting), new)

    def remember(self, agreed: frozenset[tuple[str, str]], person_refs: Iterable[str]) -> None:
        """Keep, while the door stands open, to what each of these people agreed."""
        self._agreed.update({ref: frozenset(pair for pair in agreed if pair[0] == ref) for ref in person_refs if ref})

    def _covering(self, category: str) -> tuple[SharingAgreement, ...]:
        """Return the agreements that cover a category, which are all that the rule looks at; no category: all."""
        if category not in self._rules:
            rules = (each.rule for each in self.agreements.values())
            self._rules[category] = tuple(rule for rule in rules if not category or category in rule.categories)
        return self._rules[category]

    @cached_property
    def _resting(self) -> tuple[str, ...]:
        """The agreements that rest on what each person said."""
        return tuple(ref for ref, each in self.agreements.items() if each.rule.needs_family_agreement)

    @property
    def agreement_refs(self) -> frozenset[str]:
        """The agreements by which anything was let through while the door stood open."""
        return frozenset(decision.agreement_ref for decision, _ in self._decided.values() if decision.agreement_ref)

    @property
    def obligations(self) -> frozenset[Obligation]:
        """All that is owed for what was decided while the door stood open."""
        return frozenset(owed for decision, _ in self._decided.values() for owed in decision.obligations)

    def explain(self, decision: Decision, *, is_own: bool) -> str:
        """Return why the level is what it is, in a sentence for the page."""
        if is_own:
            return "Your own agency's records."
        if decision.gate in (Gate.SHARING, Gate.FAMILY) and decision.agreement_ref in self.agreements:
            _, title, ends, _ = self.agreements[decision.agreement_ref]
            return f"Set by {title}{f' (to {ends:%-d %B %Y})' if ends else ''}."
        return REASONS[decision.gate]

    def _actor(self, role: str) -> Actor:
        clearance = self.worker.clearance
        return Actor(
            agency_id=self.worker.agency_id,
            role=role,
            clearance=self.policy.clearances.get(role, 0) if clearance is None else clearance,
            is_active=self.worker.is_active,
            has_second_factor=self.worker.has_second_factor,
            is_trained=self.worker.is_trained,
            is_shield_cleared=self.worker.is_shield_cleared,
        )

    def context(self, ties: tuple[Tie, ...], *, about: str = "", category: str = "") -> Context:
        """Return what the rule needs to know beside the worker and the item; of one category, if it is given."""
        return Context(
            purpose=self.purpose,
            on=self.on,
            caps=self.policy.caps,
            ties=ties,
            agreements=self._covering(category),
            agreed=self._agreed.get(about, frozenset()),
            has_safeguarding_reason=self.lifted.has_reason,
            is_glass_broken=bool(self.lifted.glass_ref),
        )


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

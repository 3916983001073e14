"""How one person is related to another: the kind is read "A is KIND of B".

Source: the relationship types of the DfE children-in-need guide and of families' own words, November 2026.
``strength`` says how much a bond weighs when a family is drawn: only STRONG bonds bind a family.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RelationKind:
    """A kind of bond; ``inverse`` is how B reads it; WEAK kinds are shown as evidence and never bind a family."""

    code: str
    label: str
    inverse: str
    strength: str


RELATION_KINDS = {
    kind.code: kind
    for kind in (
        RelationKind("PARENT", "parent", "child", "STRONG"),
        RelationKind("STEP_PARENT", "step-parent", "step-child", "STRONG"),
        RelationKind("ADOPTIVE_PARENT", "adoptive parent", "adopted child", "STRONG"),
        RelationKind("FOSTER_CARER", "foster carer", "fostered child", "WEAK"),
        RelationKind("CARER", "carer", "cared-for person", "STRONG"),
        RelationKind("PARTNER", "partner", "partner", "STRONG"),
        RelationKind("SIBLING", "brother or sister", "brother or sister", "STRONG"),
        RelationKind("HALF_SIBLING", "half-brother or half-sister", "half-brother or half-sister", "STRONG"),
        RelationKind("GRANDPARENT", "grandparent", "grandchild", "STRONG"),
        RelationKind("OTHER_RELATIVE", "relative", "relative", "WEAK"),
        RelationKind("BENEFIT_UNIT", "claims with", "claims with", "WEAK"),
        RelationKind("CONTACT", "named contact", "names as contact", "WEAK"),
    )
}

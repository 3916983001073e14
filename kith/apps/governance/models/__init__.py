"""The tables of this room."""

from kith.apps.governance.models.agreement import Agreement
from kith.apps.governance.models.break_glass import BreakGlass, BreakGlassReview
from kith.apps.governance.models.hidden_relation import HiddenRelation
from kith.apps.governance.models.policy_version import PolicyVersion
from kith.apps.governance.models.relationship import Relationship
from kith.apps.governance.models.sharing_decision import SharingDecision
from kith.apps.governance.models.shield import Shield
from kith.apps.governance.models.working_together import FamilyAgreement, SharingPreference

__all__ = [
    "Agreement",
    "BreakGlass",
    "BreakGlassReview",
    "FamilyAgreement",
    "HiddenRelation",
    "PolicyVersion",
    "Relationship",
    "SharingDecision",
    "SharingPreference",
    "Shield",
]

"""The tables of this room."""

from kith.apps.governance.models.agreement import Agreement
from kith.apps.governance.models.break_glass import BreakGlass, BreakGlassReview
from kith.apps.governance.models.declared_interest import DeclaredInterest
from kith.apps.governance.models.handed_over import HandedOver, Helped
from kith.apps.governance.models.hidden_relation import HiddenRelation
from kith.apps.governance.models.kept_apart import KeptApart
from kith.apps.governance.models.outside_request import OutsideRequest
from kith.apps.governance.models.policy_version import PolicyVersion
from kith.apps.governance.models.relationship import Relationship
from kith.apps.governance.models.safeguarding_reason import SafeguardingReason
from kith.apps.governance.models.sharing_decision import SharingDecision
from kith.apps.governance.models.shield import Shield
from kith.apps.governance.models.stop_notice import StopNotice
from kith.apps.governance.models.working_together import FamilyAgreement, SharingPreference

__all__ = [
    "Agreement",
    "BreakGlass",
    "BreakGlassReview",
    "DeclaredInterest",
    "FamilyAgreement",
    "HandedOver",
    "Helped",
    "HiddenRelation",
    "KeptApart",
    "OutsideRequest",
    "PolicyVersion",
    "Relationship",
    "SafeguardingReason",
    "SharingDecision",
    "SharingPreference",
    "Shield",
    "StopNotice",
]

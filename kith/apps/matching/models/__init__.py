"""The tables of this room: pairs and records of a run; cases, decisions, separations and merges, which stay."""

from kith.apps.matching.models.followed_merge import FollowedMerge, FollowedRun
from kith.apps.matching.models.person_record import PersonRecord
from kith.apps.matching.models.review_case import ReviewCase
from kith.apps.matching.models.review_decision import EvidenceSeen, ReviewDecision
from kith.apps.matching.models.review_pair import ReviewPair
from kith.apps.matching.models.separation import Separation, SeparationItem
from kith.apps.matching.models.stepped_aside import SteppedAside

__all__ = [
    "EvidenceSeen",
    "FollowedMerge",
    "FollowedRun",
    "PersonRecord",
    "ReviewCase",
    "ReviewDecision",
    "ReviewPair",
    "Separation",
    "SeparationItem",
    "SteppedAside",
]

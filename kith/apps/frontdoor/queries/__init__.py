"""Reads contacts for the front door, for whoever told it, and for whoever one is passed to."""

from kith.apps.frontdoor.queries.advice import AdviceRow, list_advice
from kith.apps.frontdoor.queries.before import Before, FamilyBefore, find_before
from kith.apps.frontdoor.queries.cleared import is_front_door_cleared
from kith.apps.frontdoor.queries.contact import ContactPage, get_contact
from kith.apps.frontdoor.queries.mine import ReferralPage, ReferralRow, get_referral, list_referrals
from kith.apps.frontdoor.queries.passed import PassedRow, get_passed, list_passed
from kith.apps.frontdoor.queries.queue import Queue, QueueRow, get_queue
from kith.apps.frontdoor.queries.waiting import list_waiting

__all__ = [
    "AdviceRow",
    "Before",
    "ContactPage",
    "FamilyBefore",
    "PassedRow",
    "Queue",
    "QueueRow",
    "ReferralPage",
    "ReferralRow",
    "find_before",
    "get_contact",
    "get_passed",
    "get_queue",
    "get_referral",
    "is_front_door_cleared",
    "list_advice",
    "list_passed",
    "list_referrals",
    "list_waiting",
]

"""Reads requests, reviews, clocks, holds, disposal lists and the ledger; each subject has its file."""

from kith.apps.rights.queries.clocks import RetentionDate, as_told, find_person_clocks, list_retention_dates
from kith.apps.rights.queries.disposal import get_disposal, list_disposals
from kith.apps.rights.queries.find_person import FoundPerson, find_person
from kith.apps.rights.queries.holds import is_everything_held, list_holds
from kith.apps.rights.queries.ledger import list_erasures
from kith.apps.rights.queries.requests import get_request, list_items, list_requests
from kith.apps.rights.queries.waiting import list_waiting

__all__ = [
    "FoundPerson",
    "RetentionDate",
    "as_told",
    "find_person",
    "find_person_clocks",
    "get_disposal",
    "get_request",
    "is_everything_held",
    "list_disposals",
    "list_erasures",
    "list_holds",
    "list_items",
    "list_requests",
    "list_retention_dates",
    "list_waiting",
]

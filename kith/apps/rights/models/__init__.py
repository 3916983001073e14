"""The tables of this room."""

from kith.apps.rights.models.bundle_item import BundleItem
from kith.apps.rights.models.disposal import DisposalItem, DisposalList
from kith.apps.rights.models.erasure import Erasure
from kith.apps.rights.models.kept_clock import ClockOrder, KeptClock
from kith.apps.rights.models.legal_hold import LegalHold
from kith.apps.rights.models.request import RequestStep, RightsRequest

__all__ = [
    "BundleItem",
    "ClockOrder",
    "DisposalItem",
    "DisposalList",
    "Erasure",
    "KeptClock",
    "LegalHold",
    "RequestStep",
    "RightsRequest",
]

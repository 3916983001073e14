"""Reads ties, agreements, shields and purposes; each subject has its file."""

from kith.apps.governance.queries.agreements import SignedAgreement, list_agreements, list_signed_agreements
from kith.apps.governance.queries.purposes import PURPOSE_LABELS, PurposeChoice, find_purpose, list_purposes
from kith.apps.governance.queries.shields import list_shielded
from kith.apps.governance.queries.ties import TieRow, list_ties

__all__ = [
    "PURPOSE_LABELS",
    "PurposeChoice",
    "SignedAgreement",
    "TieRow",
    "find_purpose",
    "list_agreements",
    "list_purposes",
    "list_shielded",
    "list_signed_agreements",
    "list_ties",
]

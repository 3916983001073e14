"""Reads ties, agreements, shields and purposes; each subject has its file."""

from kith.apps.governance.queries.agreed import list_agreed
from kith.apps.governance.queries.agreements import InForce, SignedAgreement, list_agreements, list_signed_agreements
from kith.apps.governance.queries.at_the_door import AtTheDoor, read_at_the_door
from kith.apps.governance.queries.lifted import Lifted, find_lifted, is_opened_by_database, list_interests
from kith.apps.governance.queries.owners import list_owners
from kith.apps.governance.queries.purposes import PURPOSE_LABELS, PurposeChoice, find_purpose, list_purposes
from kith.apps.governance.queries.shields import list_hidden_pairs, list_shielded
from kith.apps.governance.queries.ties import TieRow, list_ties

__all__ = [
    "PURPOSE_LABELS",
    "AtTheDoor",
    "InForce",
    "Lifted",
    "PurposeChoice",
    "SignedAgreement",
    "TieRow",
    "find_lifted",
    "find_purpose",
    "is_opened_by_database",
    "list_agreed",
    "list_agreements",
    "list_hidden_pairs",
    "list_interests",
    "list_owners",
    "list_purposes",
    "list_shielded",
    "list_signed_agreements",
    "list_ties",
    "read_at_the_door",
]

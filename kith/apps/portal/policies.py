"""Who may open a family's sign-ins, read their questions and print their log: the worker who leads their help."""

from __future__ import annotations

from kith.apps.governance.access import FamilyAccess
from kith.rules.access import TieKind
from kith.vocabulary.errors import KithError


class OnlyTheLeadError(KithError):
    """Somebody else than the family's lead worker came to a page that is the lead worker's."""

    code = "K482"


def can_lead(access: FamilyAccess) -> bool:
    """Answer whether the worker leads this family's help, for the purpose they have."""
    return access.strongest_tie == TieKind.LEAD


def check_can_lead(access: FamilyAccess) -> None:
    """Raise where the worker does not lead this family's help."""
    if not can_lead(access):
        raise OnlyTheLeadError(
            "Only the family's lead worker can do this.",
            not_done="Nothing was opened or printed.",
            mend="Ask the family's lead worker. Their name is at the top of the family's page.",
        )

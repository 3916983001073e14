"""The tables of this room."""

from kith.apps.portal.models.family_account import FamilyAccount, FamilySecret
from kith.apps.portal.models.help_asked import HelpAsked
from kith.apps.portal.models.portal_question import PortalQuestion
from kith.apps.portal.models.portal_session import PortalSession

__all__ = ["FamilyAccount", "FamilySecret", "HelpAsked", "PortalQuestion", "PortalSession"]

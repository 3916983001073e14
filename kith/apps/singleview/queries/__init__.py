"""Composes the family's page from what the people room says this worker may see."""

from kith.apps.singleview.queries.family_page import FamilyPage, get_family_page
from kith.apps.singleview.queries.narrowing import Choice

__all__ = ["Choice", "FamilyPage", "get_family_page"]

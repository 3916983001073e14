"""The tables of this room."""

from kith.apps.drafts.models.draft import Draft
from kith.apps.drafts.models.draft_version import DraftVersion

__all__ = ["Draft", "DraftVersion"]

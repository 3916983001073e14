"""The tables of this room."""

from kith.apps.governance.models.agreement import Agreement
from kith.apps.governance.models.relationship import Relationship
from kith.apps.governance.models.shield import Shield

__all__ = ["Agreement", "Relationship", "Shield"]

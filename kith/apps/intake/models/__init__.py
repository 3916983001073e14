"""The tables of this room."""

from kith.apps.intake.models.agency_currency import AgencyCurrency
from kith.apps.intake.models.delivery import Delivery
from kith.apps.intake.models.run import Run

__all__ = ["AgencyCurrency", "Delivery", "Run"]

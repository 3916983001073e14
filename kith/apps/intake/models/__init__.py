"""The tables of this room."""

from kith.apps.intake.models.agency_currency import AgencyCurrency
from kith.apps.intake.models.delivery import Delivery
from kith.apps.intake.models.people_count import PeopleCount
from kith.apps.intake.models.run import Run
from kith.apps.intake.models.source import Source

__all__ = ["AgencyCurrency", "Delivery", "PeopleCount", "Run", "Source"]

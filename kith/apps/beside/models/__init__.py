"""The tables of this room."""

from kith.apps.beside.models.arrival import Arrival
from kith.apps.beside.models.link_key import LinkKey

__all__ = ["Arrival", "LinkKey"]

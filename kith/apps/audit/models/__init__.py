"""The tables of this room."""

from kith.apps.audit.models.access_event import AccessEvent

__all__ = ["AccessEvent"]

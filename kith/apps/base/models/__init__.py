"""The tables of this room."""

from kith.apps.base.models.moved_ref import MovedRef

__all__ = ["MovedRef"]

"""The tables of this room."""

from kith.apps.register.models.registered_family import RegisteredFamily, RegisteredMember
from kith.apps.register.models.registered_person import RegisteredPerson

__all__ = ["RegisteredFamily", "RegisteredMember", "RegisteredPerson"]

"""What may be done in this room: write somebody down, put families together, correct what was written, follow a run."""

from kith.apps.register.actions.follow import follow_families
from kith.apps.register.actions.register import (
    NotOfThisFamily,
    SomebodyIsThere,
    WrittenTooLittle,
    add_to_family,
    correct_person,
    register_family,
    register_person,
)

__all__ = [
    "NotOfThisFamily",
    "SomebodyIsThere",
    "WrittenTooLittle",
    "add_to_family",
    "correct_person",
    "follow_families",
    "register_family",
    "register_person",
]

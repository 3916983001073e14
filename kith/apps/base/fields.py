"""The references to people and families that rooms below ``people`` hold: text, no foreign key, findable by tests."""

from __future__ import annotations

from typing import Any

from django.db import models


class _RefField(models.CharField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 20)
        super().__init__(**options)


class PersonRefField(_RefField):
    """Holds a person's public reference."""


class FamilyRefField(_RefField):
    """Holds a family's public reference."""

"""Names the fields of a form that was typed into, for the page of its earlier versions."""

from __future__ import annotations

from django import template

from kith.apps.drafts.queries import Typed

register = template.Library()


@register.filter
def as_typed(typed: Typed) -> list[tuple[str, str]]:
    """Return each field that holds anything, by a name made of its code, with what was typed into it."""
    texts = {name: value if isinstance(value, str) else "\n".join(value) for name, value in typed.items()}
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text) for name, text in texts.items() if text.strip()
    ]

"""Tags of the pages that say where a record is kept, so that nobody types it twice or into the wrong system."""

from __future__ import annotations

from django import template

from kith.apps.base.where_kept import WhereKept, where_kept, where_level_kept

register = template.Library()


@register.simple_tag
def kept_in(kind: str) -> str:
    """Say where the record of this kind is kept."""
    return _words(where_kept(kind))


@register.simple_tag
def level_kept_in(level: str) -> str:
    """Say where the record of somebody at this level of help is kept."""
    return _words(where_level_kept(level))


def _words(kept: WhereKept | None) -> str:
    if kept is None:
        return ""
    if kept.is_ours:
        return f"{kept.words}: the record is kept here, in Kith."
    return f"{kept.words}: the record is kept in {kept.where}. Change it there; here is what Kith was told."

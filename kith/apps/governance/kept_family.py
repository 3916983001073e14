"""Carries the family that somebody asks to open in an emergency from one page to the next, sealed in their session."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase

from kith.apps.base.sealed import find_unsealed, seal

_KEPT = "emergency_family"


def keep_family(session: SessionBase, family_ref: str) -> None:
    """Remember the family."""
    session[_KEPT] = seal(family_ref[:20], use=_KEPT)


def kept_family(session: SessionBase) -> str:
    """Return the family's reference; an empty one when nothing is kept."""
    return find_unsealed(session.get(_KEPT, ""), use=_KEPT)


def forget_family(session: SessionBase) -> None:
    """Let go of it, once it is opened."""
    session.pop(_KEPT, None)

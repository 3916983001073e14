"""Which forms keep drafts, and for whom: each room makes its own forms known when Django starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch

from kith.apps.drafts.models.draft import FAMILY, FRONT_DOOR, OWN
from kith.vocabulary.errors import KithError

__all__ = ["FAMILY", "FRONT_DOOR", "OWN", "FormKind", "find_kind", "get_kind", "list_kinds", "register_form"]


class NoSuchForm(KithError):
    """Something was to be kept for a form that no room knows: a page of an older Kith, or not a page at all."""

    code = "K823"

    def __init__(self) -> None:
        super().__init__(
            "What was sent is of no form that Kith has.",
            not_done="It was not kept.",
            mend="Copy what you typed, open the page again and put it in. If it happens again, tell whoever runs Kith.",
        )


@dataclass(frozen=True)
class FormKind:
    """A form whose unsent words are kept. ``words`` names it to its writer: "New contact". ``kept_for`` says who else
    may go on writing. ``way_back`` gives the address of the page from what the draft is about and its section.
    """

    form: str
    words: str
    kept_for: str = OWN
    way_back: Callable[[str, str], str] | None = None

    def way(self, about: str, section: str) -> str:
        """Return the address of the form, or nothing where what it is about can be in no address."""
        try:
            return self.way_back(about, section) if self.way_back else ""
        except NoReverseMatch:
            return ""


_registered: dict[str, FormKind] = {}


def register_form(kind: FormKind) -> None:
    """Make a form known; the ``apps.py`` of its room calls this once for each."""
    _registered[kind.form] = kind


def list_kinds() -> tuple[FormKind, ...]:
    """Return every form that keeps drafts."""
    return tuple(_registered[form] for form in sorted(_registered))


def find_kind(form: str) -> FormKind | None:
    """Return the form of this code, if there is one."""
    return _registered.get(form)


def get_kind(form: str) -> FormKind:
    """Return the form of this code, or raise ``NoSuchForm``."""
    if form not in _registered:
        raise NoSuchForm
    return _registered[form]

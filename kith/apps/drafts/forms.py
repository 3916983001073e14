"""What a page needs so that nothing typed in its form is lost: what to fill it with, and the state to show beside it.

In a view, inside its door: ``state = draft_state(door, request, form="contact", about=ref)``, then
``MyForm(request.POST or None, initial=initial_from(state))``. In its template ``<form method="post" data-draft>`` with
``{% include "drafts/parts/draft_state.html" with draft=state %}`` as the last thing in it, below its own
button: that is the one that Enter presses. Where the form is sent: ``finish_draft(by=..., form=..., about=...)`` in the
transaction that writes the real thing.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from kith.apps.drafts.queries import DraftRow, Typed, find_draft, who_is_editing

if TYPE_CHECKING:
    from kith.apps.governance.access import Desk, FamilyAccess

OURS = "draft_"  # what begins so is about the draft and no part of what was typed
_NOT_TYPED = frozenset({"csrfmiddlewaretoken"})
NONE = "-"  # stands in an address for what is empty


@dataclass(frozen=True)
class DraftState:
    """A section as its page shows it. ``who`` is who else is writing here."""

    form: str
    about: str
    section: str
    family_ref: str
    draft: DraftRow | None
    who: str | None
    page: str
    ends_in: int  # seconds until the sitting ends, if nothing is sent
    ends_at_last_in: int  # seconds until it ends whatever is sent

    @property
    def version(self) -> int:
        """The version that this page shows."""
        return self.draft.version if self.draft else 0

    @property
    def saved_at(self) -> datetime | None:
        """When what the page shows was saved."""
        return self.draft.saved_at if self.draft else None

    @property
    def versions_url(self) -> str:
        """Where the earlier versions are."""
        key = (self.form, self.about or NONE, self.section or NONE, self.family_ref or NONE)
        return reverse("drafts:versions", args=key)


def draft_state(
    door: Desk | FamilyAccess,
    request: HttpRequest,
    *,
    form: str,
    about: str = "",
    section: str = "",
    family_ref: str = "",
) -> DraftState:
    """Return what stands in a section and who else is writing there, for a form and its ``parts/draft_state.html``."""
    which = {"form": form, "about": about, "section": section, "family_ref": family_ref}
    began = float(request.session.get("began_at", time.time()))
    return DraftState(
        **which,
        draft=find_draft(door, **which),
        who=who_is_editing(door, **which),
        page=secrets.token_urlsafe(12),
        ends_in=settings.SESSION_IDLE_SECONDS,
        ends_at_last_in=max(0, int(began + settings.SESSION_COOKIE_AGE - time.time())),
    )


def initial_from(state: DraftState | DraftRow | None) -> dict[str, str | list[str]]:
    """Return what a form is filled with: every field as it was typed, valid or not."""
    draft = state.draft if isinstance(state, DraftState) else state
    return dict(draft.values) if draft else {}


def data_from(state: DraftState | DraftRow | None) -> QueryDict:
    """Return the same as if it had been sent: for forms that ask for lists, or are to show what is wrong already."""
    sent = QueryDict(mutable=True)
    for name, value in initial_from(state).items():
        sent.setlist(name, [value] if isinstance(value, str) else value)
    return sent


def typed_in(sent: QueryDict) -> Typed:
    """Return what was typed into a form, by field: a list where a field was sent more than once."""
    typed: Mapping[str, list[str]] = {
        name: [str(value) for value in values]
        for name, values in sent.lists()
        if name not in _NOT_TYPED and not name.startswith(OURS)
    }
    return {name: values[0] if len(values) == 1 else values for name, values in typed.items()}

"""A person chooses their advocate, what they are shown, and when it ends."""

from __future__ import annotations

from collections.abc import Sequence

from kith.apps.audit.actions import WRITE
from kith.apps.base.clock import today
from kith.apps.base.refs import new_ref
from kith.apps.portal.actions.sign_ins import card_until
from kith.apps.portal.cards import Card, new_card, new_salt, scramble
from kith.apps.portal.door import answer, open_portal


def invite_advocate(*, token: str, called: str, shows: Sequence[str]) -> Card | None:
    """Invite an advocate in place of any before; the card is to be handed over. An advocate can invite nobody."""
    card, salt = new_card(), new_salt()
    with open_portal(token, action=WRITE):
        is_made = answer(
            "select kith_portal_invite(%s, %s, %s, %s, %s, %s, %s)",
            [
                new_ref("FA"),
                called,
                list(shows),
                card.number,
                card_until(today()),
                salt,
                scramble(card.code, salt),
            ],
        )
    return card if is_made else None


def show_advocate(*, token: str, shows: Sequence[str]) -> bool:
    """Change what the advocate is shown, from their next page on."""
    with open_portal(token, action=WRITE):
        return answer("select kith_portal_reshow(%s)", [list(shows)])


def end_advocate(*, token: str) -> bool:
    """End it at once, whatever the advocate has open."""
    with open_portal(token, action=WRITE):
        return answer("select kith_portal_end_advocate()")

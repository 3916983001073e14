"""A sitting at the family's own pages: begun with a card and a passphrase, ended by leaving."""

from __future__ import annotations

from django.db import connections, transaction

from kith.apps.audit.actions import SIGN_IN, WRITE
from kith.apps.base.clock import today
from kith.apps.portal.cards import hash_of, new_salt, new_token, scramble, tidy_code, tidy_number
from kith.apps.portal.door import PORTAL, answer, open_portal, rows, write_line
from kith.apps.portal.settings_data import load_family_sign_in


def enter(*, card: str, typed: str) -> str | None:
    """Return what the browser is to hold; ``None`` for a wrong card, a wrong passphrase and everything else alike.

    The same work is done for a card that nobody has, so that the time tells nothing.
    """
    council = load_family_sign_in()
    number, (token, token_hash) = tidy_number(card), new_token()
    with transaction.atomic(using=PORTAL):
        salt = rows("select kith_portal_salt(%s) as salt", [number])[0]["salt"]
        scrambled = scramble(tidy_code(typed), salt)
        settled = [today(), council.youngest, council.quiet_days_after_a_move]
        is_in = council.is_on and answer(
            "select kith_portal_enter(%s, %s, %s, %s, %s, %s)", [number, scrambled, token_hash, *settled]
        )
        if not is_in:
            write_line(SIGN_IN, None)
    if not is_in:
        return None
    with open_portal(token, action=SIGN_IN):
        return token


def choose_passphrase(*, token: str, passphrase: str) -> bool:
    """Put the passphrase in the place of the card's code; the code is good for nothing from then on."""
    salt = new_salt()
    scrambled = scramble(tidy_code(passphrase), salt)
    with open_portal(token, action=WRITE):
        return answer("select kith_portal_choose(%s, %s)", [salt, scrambled])


def leave(*, token: str) -> None:
    """End the sitting, if there is one."""
    if not token:
        return
    with transaction.atomic(using=PORTAL), connections[PORTAL].cursor() as cursor:
        cursor.execute("select kith_portal_leave(%s)", [hash_of(token)])

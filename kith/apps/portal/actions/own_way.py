"""Keeps what somebody types on the family's own way in, sealed; gives it a code on paper; sends it; lets it go."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.utils import timezone

from kith.apps.base.refs import new_ref
from kith.apps.base.sealed import find_unsealed, seal
from kith.apps.frontdoor.actions import write_own_way
from kith.apps.frontdoor.shapes import NewContact
from kith.apps.portal.cards import Card, hash_of, new_card, new_salt, new_token, scramble
from kith.apps.portal.door import PORTAL, answer, rows
from kith.apps.portal.models import HelpAsked
from kith.apps.portal.own_way_settings import load_own_way
from kith.rules.clocks import Due

_WORDS, _BY_TOKEN, _BY_CODE = "own way words ", "own way token ", "own way code "
_A_DAY = timedelta(days=1)  # without a code nobody comes back to it: the browser's hold on it ends before


@dataclass(frozen=True)
class Sheet:
    """What one browser has open: what was typed on each page as it was typed, and which pages are done."""

    token: str
    ref: str
    key: str
    is_sent: bool
    has_code: bool
    typed: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    done: tuple[str, ...] = ()

    def with_page(self, code: str, typed: Mapping[str, Sequence[str]], *, is_done: bool) -> Sheet:
        """Return the sheet with this page as it was just sent."""
        done = [each for each in self.done if each != code] + ([code] if is_done else [])
        return Sheet(
            self.token, self.ref, self.key, self.is_sent, self.has_code, {**self.typed, code: typed}, tuple(done)
        )


@dataclass(frozen=True)
class CameBack:
    """What number and code opened: a sheet to go on with, or how far it is that was sent."""

    sheet: Sheet | None
    how_far: str
    due_at: datetime | None


def begin(code: str, typed: Mapping[str, Sequence[str]], *, is_done: bool) -> Sheet | None:
    """Begin a sheet with the first page that was sent; ``None`` where too many are begun."""
    token, _ = new_token()
    sheet = Sheet(token, new_ref("CT"), secrets.token_urlsafe(32), is_sent=False, has_code=False)
    sheet = sheet.with_page(code, typed, is_done=is_done)
    with transaction.atomic(using=PORTAL):
        is_begun = answer(
            "select kith_portal_help_begin(%s, %s, %s, %s, %s)",
            [
                sheet.ref,
                hash_of(token),
                seal(sheet.key, use=_BY_TOKEN + token),
                _sealed(sheet),
                timezone.now() + _A_DAY,
            ],
        )
    return sheet if is_begun else None


def find_sheet(token: str) -> Sheet | None:
    """Return what this browser has open; ``None`` once it was left, sent long ago, or left alone for two hours."""
    if not token:
        return None
    with transaction.atomic(using=PORTAL):
        found = rows("select * from kith_portal_help_read(%s)", [hash_of(token)])
    if not found:
        return None
    key = find_unsealed(found[0]["key_by_token"], use=_BY_TOKEN + token)
    if not key and not found[0]["is_sent"]:
        return None
    return _opened(token, key, found[0]["ref"], found[0]["sealed"], found[0]["is_sent"], found[0]["has_code"])


def keep(sheet: Sheet) -> bool:
    """Keep the sheet as it is now; false where it was left or sent meanwhile."""
    with transaction.atomic(using=PORTAL):
        return answer("select kith_portal_help_keep(%s, %s)", [hash_of(sheet.token), _sealed(sheet)])


def make_code(sheet: Sheet) -> Card | None:
    """Return the number and a new code, which is kept nowhere; the one before is good for nothing from then on."""
    code, salt = new_card().code, new_salt()
    until = timezone.now() + timedelta(days=load_own_way().keep_days)
    wrapped = seal(sheet.key, use=_BY_CODE + code) if sheet.key else ""
    with transaction.atomic(using=PORTAL):
        is_made = answer(
            "select kith_portal_help_code(%s, %s, %s, %s, %s)",
            [hash_of(sheet.token), salt, scramble(code, salt), wrapped, until],
        )
    return Card(sheet.ref, code) if is_made else None


def come_back(*, number: str, code: str) -> CameBack | None:
    """Return what they open; ``None`` for every number and code that do not, in the same time and for one reason."""
    number, code, (token, token_hash) = tidy_help_number(number), tidy_help_code(code), new_token()
    with transaction.atomic(using=PORTAL):
        salt = rows("select kith_portal_help_salt(%s) as salt", [number])[0]["salt"]
        tried = [number, scramble(code, salt), token_hash]
        found = rows("select * from kith_portal_help_return(%s, %s, %s)", tried)
        if not found:
            return None
        if found[0]["is_sent"]:
            return CameBack(None, found[0]["how_far"], found[0]["due_at"])
        key = find_unsealed(found[0]["key_by_code"], use=_BY_CODE + code)
        if not key:
            return None
        answer("select kith_portal_help_rewrap(%s, %s)", [token_hash, seal(key, use=_BY_TOKEN + token)])
    return CameBack(_opened(token, key, number, found[0]["sealed"], False, True), "", None)


def send(sheet: Sheet, new: NewContact) -> Due | None:
    """Make a contact of it and empty the sheet, or neither; ``None`` where it was sent or left before."""
    council = load_own_way()
    until = timezone.now() + timedelta(days=council.state_days)
    with transaction.atomic(using=PORTAL):
        if not answer("select kith_portal_help_sent(%s, %s)", [hash_of(sheet.token), until]):
            return None
        return write_own_way(ref=sheet.ref, new=new, most_an_hour=council.most_an_hour)


def leave_sheet(token: str) -> None:
    """Let this browser's hold on it go; what has no code is gone with it."""
    if token:
        with transaction.atomic(using=PORTAL), connections[PORTAL].cursor() as cursor:
            cursor.execute("select kith_portal_help_leave(%s)", [hash_of(token)])


def forget_help_asked(now: datetime, *, by: str, alias: str = "owner") -> int:
    """Delete what was not sent within its days, and numbers and codes whose time is over."""
    return HelpAsked.objects.using(alias).filter(until__lte=now).delete()[0]


def tidy_help_number(typed: str) -> str:
    """Return a number as it was shown, however it was typed."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    is_whole = len(letters) > 8 and letters.startswith("CT")
    return f"CT-{letters[2:] if is_whole else letters}"[:20]


def tidy_help_code(typed: str) -> str:
    """Return a code as it was shown, however it was typed: with its line, a space or nothing in the middle."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())[:40]
    return f"{letters[:5]}-{letters[5:]}"


def _sealed(sheet: Sheet) -> str:
    return seal(json.dumps({"typed": sheet.typed, "done": sheet.done}), use=_WORDS + sheet.key)


def _opened(token: str, key: str, ref: str, sealed: str, is_sent: bool, has_code: bool) -> Sheet:
    values = json.loads((key and find_unsealed(sealed, use=_WORDS + key)) or "{}")
    return Sheet(token, ref, key, is_sent, has_code, values.get("typed", {}), tuple(values.get("done", ())))

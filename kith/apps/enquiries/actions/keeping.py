"""Lets go of answers when their time is over, and does what erasing and merging people asks of this room."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from kith.apps.base.moving import Held, histories_of, move_refs
from kith.apps.enquiries.models import Cause, Enquiry, Notice, ViewRequest

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_BLOCK = hashlib.sha256().block_size


def keep_hiding_key(cursor: CursorWrapper, key: bytes, *, by: str) -> None:
    """Hand the database what it needs to look for people out of view: the runs folder's key, in two halves.

    The halves are those of HMAC (RFC 2104), so the database needs nothing but SHA-256; only its owner reads them.
    """
    padded = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    halves = [bytes(byte ^ pad for byte in padded) for pad in (0x36, 0x5C)]
    cursor.execute("select kith_keep_hiding_key(%s, %s)", halves)


def forget_expired_answers(on: date, *, by: str, alias: str = "owner") -> int:
    """Delete questions, answers, notices and causes whose time is over; return how many questions went."""
    refs = list(Enquiry.objects.using(alias).filter(keep_until__lte=on).values_list("ref", flat=True))
    for model in (Cause, Notice, ViewRequest):
        model.objects.using(alias).filter(enquiry_ref__in=refs).delete()
        _forget_history(model, alias, enquiry_ref__in=refs)
    Enquiry.objects.using(alias).filter(ref__in=refs).delete()
    _forget_history(Enquiry, alias, ref__in=refs)
    return len(refs)


def erase_person(person_ref: str, alias: str) -> int:
    """Blank who was meant wherever it stands; that a question was asked stays, about nobody."""
    touched = Cause.objects.using(alias).filter(person_ref=person_ref).update(person_ref="")
    notices = Notice.objects.using(alias).filter(person_ref=person_ref)
    refs = list(notices.values_list("enquiry_ref", flat=True))
    touched += notices.update(person_ref="", family_ref="")
    _forget_history(Notice, alias, enquiry_ref__in=refs)
    return touched


def merge_person(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what hangs on one reference to the other, so that it can be moved back."""
    return move_refs((Held(Cause, "person_ref"), Held(Notice, "person_ref")), from_ref, to_ref, alias)


def _forget_history(model: type[Notice | ViewRequest | Enquiry | Cause], alias: str, **which: list[str]) -> None:
    """Delete the kept former states of rows, which would otherwise still say what was let go."""
    for history in histories_of(model):
        history.objects.using(alias).filter(**which).delete()

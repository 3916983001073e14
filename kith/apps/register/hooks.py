"""What this room holds of a person: that a worker wrote them down, and to which family they were said to belong."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of, histories_of, move_refs
from kith.apps.base.words import day_in_words
from kith.apps.register.models import RegisteredMember, RegisteredPerson

ROOM = "register"
_HELD = (Held(RegisteredPerson, "person_ref"), Held(RegisteredMember, "person_ref", may_stay=True))


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell what was written down of the person, and that they were said to belong to a family."""
    for row in RegisteredPerson.objects.using(alias).filter(person_ref=person_ref).order_by("registered_at"):
        yield _told(row.agency_id, row.registered_at, _words(row), person_ref, row.record)
    for member in RegisteredMember.objects.using(alias).filter(person_ref=person_ref).order_by("added_at"):
        text = "A worker said that you belong to a family that Kith helps."
        yield _told(member.agency_id, member.added_at, text, person_ref, f"family {member.pk}")


def erase(person_ref: str, alias: str) -> int:
    """Delete the person from what was written down, with every former state."""
    rows = RegisteredPerson.objects.using(alias).filter(person_ref=person_ref)
    records = list(rows.values_list("record", flat=True))
    gone = rows.delete()[0] + RegisteredMember.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    for history in histories_of(RegisteredPerson):
        history.objects.using(alias).filter(record__in=records).delete()
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what was written down to the other reference; the record keeps its own id."""
    return move_refs(_HELD, from_ref, to_ref, alias)


def _words(row: RegisteredPerson) -> str:
    named = f"{row.known_as or row.forename} {row.surname}".strip()
    born = f"born {day_in_words(row.born_on)}" if row.born_on else row.born_said
    home = "a home that is kept secret" if row.is_address_secret else f"{row.address} {row.postcode}".strip()
    parts = (named, born, home, row.languages and f"speaks {row.languages}", row.needs)
    return "Written down: " + "; ".join(part for part in parts if part) + "."


def _told(agency_id: str, at: object, text: str, person_ref: str, key: str) -> Told:
    return Told(
        room=ROOM,
        kind="Written down by a worker",
        happened_on=timezone.localdate(at),  # type: ignore[arg-type]
        text=text,
        agency_id=agency_id,
        category="IDENTITY",
        about_refs=(person_ref,),
        source=key,
    )


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "register.RegisteredPerson",
        "register.RegisteredPersonEvent: goes with what it says",
        "register.RegisteredMember",
        "register.RegisteredFamily: names a family and nobody; its members stand in RegisteredMember",
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=held_of(*_HELD),
)

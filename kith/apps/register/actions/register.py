"""Writes somebody down who is in no agency's file, having looked first; and says who belongs together."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import DatabaseError, transaction
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.governance.access import open_desk
from kith.apps.register.models import RegisteredFamily, RegisteredMember, RegisteredPerson
from kith.apps.register.models.registered_family import NOT_SAID
from kith.apps.register.policies import check_can_register
from kith.apps.register.queries.find_same import Same, find_same
from kith.vocabulary.errors import KithError
from kith.vocabulary.identifiers import nhs_number_of, postcode_of, ref_of

_NOT_YOURS = "42501"  # raised by kith_guard_register in row_security_guard.sql
SEXES = ("", "F", "M", "X")
CORRECTABLE = (
    "forename", "surname", "known_as", "born_on", "due_on", "born_said", "sex", "address", "postcode",
    "is_address_secret", "languages", "needs",
)  # fmt: skip


class SomebodyIsThere(KithError):
    """Somebody of exactly this name and birth date, or this number, is in Kith; ``found`` says who."""

    code = "K825"

    def __init__(self, found: tuple[Same, ...]) -> None:
        self.found = found
        super().__init__(
            "Somebody of exactly this name and birth date, or with this NHS number, is in Kith already.",
            not_done="Nobody was written down a second time.",
            mend="Take the one who is there. If you know that they are two people, say so and write down the other.",
        )


class NotOfThisFamily(KithError):
    """Somebody was to be put into a family that the worker neither wrote down nor has open, or is not theirs."""

    code = "K829"

    def __init__(self) -> None:
        super().__init__(
            "This person cannot be put into this family by you.",
            not_done="Nobody was put into it.",
            mend="Open the family first, by a contact or because you work with it; or begin a new one with new people.",
        )


class WrittenTooLittle(KithError):
    """A person was to be written down without any name, or with a value that cannot be."""

    code = "K827"

    def __init__(self, what: str) -> None:
        super().__init__(what, not_done="Nobody was written down.", mend="Put it in, or leave the field empty.")


def register_person(
    *,
    by: SignedInWorker,
    forename: str = "",
    surname: str = "",
    known_as: str = "",
    born_on: date | None = None,
    due_on: date | None = None,
    born_said: str = "",
    sex: str = "",
    nhs_number: str = "",
    address: str = "",
    postcode: str = "",
    is_address_secret: bool = False,
    languages: str = "",
    needs: str = "",
    family_ref: str = "",
    role: str = NOT_SAID,
    is_somebody_else: bool = False,
) -> str:
    """Write somebody down and return their new reference; raise ``SomebodyIsThere`` where they are in Kith.

    ``is_somebody_else`` says that the worker has looked at who is there and knows that it is another person. With
    ``family_ref`` they are said to belong to that family, written down or of a run. Opens its own door.
    """
    check_can_register(by)
    values = _checked(
        forename=forename, surname=surname, known_as=known_as, born_on=born_on, due_on=due_on, born_said=born_said,
        sex=sex, nhs_number=nhs_number, address=address, postcode=postcode, is_address_secret=is_address_secret,
        languages=languages, needs=needs,
    )  # fmt: skip
    found = find_same(by, forename=forename, surname=surname, born_on=born_on, nhs_number=nhs_number)
    if found and not is_somebody_else:
        raise SomebodyIsThere(found)
    ref = new_ref()
    with open_desk(by, action=WRITE, family_ref=family_ref, subject_refs=[ref]) as desk:
        about = {"agency_id": by.agency_id, "registered_by": by.worker_id, "registered_at": desk.now}
        RegisteredPerson.objects.create(record=ref, person_ref=ref, **values, **about)
        if family_ref:
            _add(by, family_ref, ref, role)
    return ref


def register_family(*, by: SignedInWorker, person_refs: Iterable[str] | Mapping[str, str]) -> str:
    """Say that these people are a family and return its new reference; a mapping gives each one's role."""
    check_can_register(by)
    roles = dict(person_refs) if isinstance(person_refs, Mapping) else dict.fromkeys(person_refs, NOT_SAID)
    if not roles:
        raise WrittenTooLittle("A family has at least one person in it.")
    ref = new_ref()
    with open_desk(by, action=WRITE, family_ref=ref, subject_refs=list(roles)) as desk:
        RegisteredFamily.objects.create(
            record=ref, family_ref=ref, agency_id=by.agency_id, registered_by=by.worker_id, registered_at=desk.now
        )
        for person_ref, role in roles.items():
            _add(by, ref, person_ref, role)
    return ref


def add_to_family(*, by: SignedInWorker, family_ref: str, person_ref: str, role: str = NOT_SAID) -> None:
    """Say that somebody belongs to a family, written down or of a run; said already: nothing."""
    check_can_register(by)
    with open_desk(by, action=WRITE, family_ref=family_ref, subject_refs=[person_ref]):
        _add(by, family_ref, person_ref, role)


def correct_person(*, by: SignedInWorker, person_ref: str, **changes: object) -> None:
    """Put right what was written down of somebody: the row's history keeps what it said before."""
    check_can_register(by)
    assert set(changes) <= set(CORRECTABLE), "an NHS number is not corrected: it says who somebody is"
    with open_desk(by, action=WRITE, subject_refs=[person_ref]):
        row = RegisteredPerson.objects.filter(person_ref=person_ref).order_by("pk").first()
        if row is None:
            raise WrittenTooLittle("Nobody whom you may correct was written down under this reference.")
        for field, value in changes.items():
            setattr(row, field, value)
        if not (row.forename or row.surname or row.known_as):
            raise WrittenTooLittle("A person has some name: a first name, a surname, or what they are called.")
        row.save(update_fields=sorted(changes))


def new_ref() -> str:
    """Return a reference like those that runs give, from chance: one that was mistyped is noticed."""
    return ref_of(secrets.randbits(64))


def _add(by: SignedInWorker, family_ref: str, person_ref: str, role: str) -> None:
    member = RegisteredMember(
        family_ref=family_ref, person_ref=person_ref, role=role, agency_id=by.agency_id, added_by=by.worker_id,
        added_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            RegisteredMember.objects.bulk_create([member], ignore_conflicts=True)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == _NOT_YOURS:
            raise NotOfThisFamily from error
        raise


def _checked(**values: object) -> dict[str, object]:
    """Return the values as they are kept: without blanks at the ends, a number and a postcode in their one form."""
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if not (kept["forename"] or kept["surname"] or kept["known_as"]):
        raise WrittenTooLittle("A person has some name: a first name, a surname, or what they are called.")
    if kept["sex"] not in SEXES:
        raise WrittenTooLittle("Sex is written down as female, male, other, or not at all.")
    number = str(kept["nhs_number"])
    if number and not nhs_number_of(number):
        raise WrittenTooLittle("This is not an NHS number: a digit is wrong or missing.")
    kept["nhs_number"] = nhs_number_of(number) or ""
    kept["postcode"] = postcode_of(str(kept["postcode"])) or str(kept["postcode"])[:10].upper()
    return kept

"""Writes many people and families down at once, from an agency's own register, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.moving import histories_of
from kith.apps.register.actions.register import new_ref
from kith.apps.register.models import RegisteredFamily, RegisteredMember, RegisteredPerson


@dataclass(frozen=True)
class NewPerson:
    """Somebody of a case. With ``person_ref`` they are here, and nobody is written down; ``family_ref`` likewise."""

    key: int
    family_key: str
    family_ref: str
    role: str
    person_ref: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    sex: str
    nhs_number: str
    address: str
    postcode: str


def write_down_many(
    people: Sequence[NewPerson], *, by: SignedInWorker, at: datetime, alias: str
) -> dict[int, tuple[str, str]]:
    """Write down who is new, for the worker's agency; return person and family of each, by key.

    Whoever calls has looked for them and holds the transaction.
    """
    families = {one.family_key: one.family_ref or new_ref() for one in people}
    refs = {one.key: (one.person_ref or new_ref(), families[one.family_key]) for one in people}
    about = {"agency_id": by.agency_id, "registered_by": by.worker_id, "registered_at": at}
    new = [one for one in people if not one.person_ref]
    RegisteredPerson.objects.using(alias).bulk_create(
        RegisteredPerson(
            record=refs[one.key][0], person_ref=refs[one.key][0], forename=one.forename, surname=one.surname,
            known_as=one.known_as, born_on=one.born_on, sex=one.sex, nhs_number=one.nhs_number, address=one.address,
            postcode=one.postcode, **about,
        )
        for one in new
    )  # fmt: skip
    fresh = {families[one.family_key] for one in people if not one.family_ref}
    RegisteredFamily.objects.using(alias).bulk_create(
        RegisteredFamily(record=ref, family_ref=ref, **about) for ref in sorted(fresh)
    )
    RegisteredMember.objects.using(alias).bulk_create(
        [
            RegisteredMember(
                family_ref=refs[one.key][1], person_ref=refs[one.key][0], role=one.role, agency_id=by.agency_id,
                added_by=by.worker_id, added_at=at,
            )
            for one in people if not one.person_ref or not one.family_ref
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return refs


def take_back_written(person_refs: Iterable[str], *, alias: str, by: str) -> int:
    """Delete those who were written down by mistake, with every former state, and families that nobody is left in.

    Return how many people went: fewer where a run has found some of them since, and they have another reference.
    """
    refs = list(person_refs)
    theirs = RegisteredMember.objects.using(alias).filter(person_ref__in=refs).values_list("family_ref", flat=True)
    families = set(theirs)
    # By record: whoever was found to be somebody else since has that person's reference, and what a run holds stays.
    people = RegisteredPerson.objects.using(alias).filter(record__in=refs)
    gone = people.count()
    people.delete()
    RegisteredMember.objects.using(alias).filter(person_ref__in=refs).delete()
    for history in histories_of(RegisteredPerson):
        history.objects.using(alias).filter(record__in=refs).delete()
    left = RegisteredMember.objects.using(alias).filter(family_ref__in=families).values_list("family_ref", flat=True)
    RegisteredFamily.objects.using(alias).filter(family_ref__in=families - set(left)).delete()
    return gone

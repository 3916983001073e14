"""Shows whom workers wrote down among the people of a run: in the same shapes, though no run has them."""

from __future__ import annotations

from collections.abc import Collection

from kith.apps.base.written_down import Written, list_written
from kith.apps.people.models import FamilyMember, PersonDetails

NO_RUN = 0  # what stands in place of a run's number where none is live: no row has it


def list_written_members(family_refs: Collection[str]) -> tuple[tuple[FamilyMember, PersonDetails], ...]:
    """Return them as rows that are in no table: that somebody is of a family, and who they are."""
    return tuple((_member(one), _person(one)) for one in list_written(family_refs))


def _member(one: Written) -> FamilyMember:
    return FamilyMember(run_id=NO_RUN, family_ref=one.family_ref, person_ref=one.person_ref, role=one.role)


def _person(one: Written) -> PersonDetails:
    return PersonDetails(
        run_id=NO_RUN, person_ref=one.person_ref, forename=one.forename, surname=one.surname, known_as=one.known_as,
        born_on=one.born_on, due_on=one.due_on, sex=one.sex, is_shielded=False,
    )  # fmt: skip

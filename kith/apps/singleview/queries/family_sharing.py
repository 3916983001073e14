"""What each member of an open family said of working together and of sharing, what it comes to, what flows anyway."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kith.apps.audit.queries import SeenBy
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.policies_of_sharing import can_read_words_of, can_settle_for, can_write_for
from kith.apps.governance.queries.family_sharing import (
    Notice,
    Said,
    SaidOfAgreement,
    Terms,
    Together,
    find_preference,
    list_notices,
    list_said,
    list_seen,
    list_terms,
    list_together,
)
from kith.apps.people.queries import Member, get_family_header, list_members, list_relations


@dataclass(frozen=True)
class MemberSharing:
    """One member's part of the page."""

    member: Member
    together: Together | None
    said: tuple[SaidOfAgreement, ...]


@dataclass(frozen=True)
class SharingPage:
    """The page. ``names`` are short names, for whose voice was heard; ``parents`` may speak for a child."""

    family_ref: str
    family_name: str
    members: tuple[MemberSharing, ...]
    asked: tuple[Terms, ...]
    without: tuple[Terms, ...]
    names: dict[str, str]
    parents: dict[str, tuple[str, ...]]
    can_write: bool
    can_settle: bool


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal stops, what goes on and why, and who has already been shown something."""

    preference_ref: str
    member: Member
    terms: Terms
    said: Said | None
    goes_on: tuple[Terms, ...]
    seen: tuple[tuple[str, SeenBy], ...]
    notices: tuple[Notice, ...]


def get_sharing_page(access: FamilyAccess) -> SharingPage:
    """Return the page of the open family, of the members whom the worker may know of and who live."""
    members = [member for member in list_members(access) if member.died_on is None and member.due_on is None]
    refs = [member.person_ref for member in members]
    asked, without = list_terms(access.standing.on)
    together, said = list_together(access.family_ref, refs), list_said(refs, asked)
    if not can_read_words_of(access):
        together = {ref: replace(row, in_their_words="") for ref, row in together.items()}
        said = {ref: tuple(map(_without_words, rows)) for ref, rows in said.items()}
    return SharingPage(
        family_ref=access.family_ref,
        family_name=get_family_header(access).name,
        members=tuple(MemberSharing(one, together.get(one.person_ref), said[one.person_ref]) for one in members),
        asked=asked,
        without=without,
        names={member.person_ref: member.short_name for member in members},
        parents={one.person_ref: _parents_of(one, members, access) for one in members if one.role == "CHILD"},
        can_write=can_write_for(access),
        can_settle=can_settle_for(access),
    )


def _without_words(row: SaidOfAgreement) -> SaidOfAgreement:
    decision = replace(row.decision, evidence="") if row.decision else None
    return replace(row, voices=tuple(replace(voice, evidence="") for voice in row.voices), decision=decision)


def _parents_of(child: Member, members: list[Member], access: FamilyAccess) -> tuple[str, ...]:
    """Return the child's parents as far as the worker may know of the bond, else the family's parents."""
    here = {member.person_ref for member in members}
    known = [
        row.from_ref
        for row in list_relations(access)
        if row.kind == "PARENT" and row.to_ref == child.person_ref and row.from_ref in here
    ]
    return tuple(known or [member.person_ref for member in members if member.role == "PARENT"])


def find_member(page: SharingPage, person_ref: str) -> MemberSharing | None:
    """Return one member's part, if the worker may know of them."""
    return next((one for one in page.members if one.member.person_ref == person_ref), None)


def find_withdrawal(access: FamilyAccess, preference_ref: str) -> Withdrawal | None:
    """Return what taking back this yes means, or meant."""
    page, preference = get_sharing_page(access), find_preference(preference_ref)
    part = find_member(page, preference.person_ref) if preference else None
    if preference is None or part is None:
        return None
    of_agreement = next((each for each in part.said if each.terms.ref == preference.agreement_ref), None)
    if of_agreement is None:
        return None
    terms = of_agreement.terms
    receivers = set(terms.receiver_ids)
    return Withdrawal(
        preference_ref=preference_ref,
        member=part.member,
        terms=terms,
        said=next((said for said in of_agreement.voices if said.ref == preference_ref), None),
        goes_on=tuple(other for other in page.without if receivers & set(other.receiver_ids)),
        seen=list_seen(preference.person_ref, terms),
        notices=list_notices(preference_ref),
    )

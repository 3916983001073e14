"""Opens an episode for the family whose door is open, adds people to it, holds it, and ends it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.actions.checking import check_rules
from kith.apps.casework.actions.first_come import first_come
from kith.apps.casework.models import Episode, EpisodePerson, LeadSpell, LevelSpell
from kith.apps.casework.models.episode import FROM_CONTACT, OPENED_BY_HAND
from kith.apps.casework.models.episode_person import ADULT, CHILD
from kith.apps.casework.policies import check_can_open_episode
from kith.apps.casework.queries.known import get_known
from kith.apps.frontdoor.queries.counts import list_days_received
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_writing
from kith.rules.casework_rules import EpisodeFacts
from kith.vocabulary.codes.lead_roles import LEAD_WORKER
from kith.vocabulary.errors import KithError


class EpisodeIsOpen(KithError):
    """The family has an open episode already: help goes on in it."""

    code = "K845"


class NotInThisFamily(KithError):
    """Somebody was named who is not in the family as this worker sees it, or nobody was."""

    code = "K846"


@dataclass(frozen=True)
class FirstLead:
    """Who leads from the first day, and whether the family chose them."""

    agency_id: str
    staff_id: str
    family_choice: str = "NOTASKED"


def open_episode(
    access: FamilyAccess,
    *,
    people: Mapping[str, str],
    level: str,
    lead: FirstLead | None,
    reason_code: str = "",
    reason: str = "",
    team: str = "",
    contact_ref: str = "",
    started_on: date | None = None,
) -> str:
    """Open one for these people (reference to why they are in it); return its reference."""
    check_can_open_episode(access)
    roles = _roles_of(access, people)
    worker, on = access.standing.worker, started_on or access.standing.on
    check_rules(_start_of(access, people, on, contact_ref))
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        if Episode.objects.filter(family_ref=access.family_ref, ended_on=None).exists():
            raise _open_already()
        note_writing(access, people, reason_given=bool(reason))
        episode = Episode.objects.create(
            ref=new_ref("EP"), family_ref=access.family_ref, agency_id=worker.agency_id, team=team,
            opened_from=FROM_CONTACT if contact_ref else OPENED_BY_HAND, contact_ref=contact_ref,
            reason_code=reason_code, reason=reason, previous_ref=_previous(access.family_ref), started_on=on,
            opened_at=timezone.now(), opened_by=worker.worker_id,
        )  # fmt: skip
        _add(episode, {ref: (roles[ref], why) for ref, why in people.items()}, on=on, by=worker.worker_id)
        LevelSpell.objects.create(
            episode=episode, level=level, valid_from=on, reason=reason, changed_by=worker.worker_id,
            changed_at=timezone.now(),
        )  # fmt: skip
        if lead is not None:
            LeadSpell.objects.create(
                episode=episode, role=LEAD_WORKER, agency_id=lead.agency_id, staff_id=lead.staff_id, valid_from=on,
                change_reason="FCONTA", family_choice=lead.family_choice, named_by=worker.worker_id,
                named_at=timezone.now(),
            )  # fmt: skip
    return str(episode.ref)


def add_people(access: FamilyAccess, episode_id: int, *, people: Mapping[str, str]) -> None:
    """Add members of the family to the episode, each with why; the lead and the team are tied to them at once."""
    roles = _roles_of(access, people)
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, people)
        episode = Episode.objects.get(pk=episode_id)
        added = {ref: (roles[ref], why) for ref, why in people.items()}
        _add(episode, added, on=access.standing.on, by=worker.worker_id)


def hold(access: FamilyAccess, episode_id: int, *, reason: str) -> None:
    """Note that the help rests, or (no reason) that it goes on."""
    with pghistory.context(worker=access.standing.worker.worker_id, action=WRITE), first_come():
        note_writing(access, (), reason_given=bool(reason))
        since = access.standing.on if reason else None
        Episode.objects.filter(pk=episode_id).update(held_since=since, hold_reason=reason)


def end_episode(access: FamilyAccess, episode_id: int, *, reason: str, note: str) -> None:
    """End the help, with its reason; all that is dated within it ends with it."""
    worker, on = access.standing.worker, access.standing.on
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, (), reason_given=True)
        for model in (LevelSpell, LeadSpell):
            model.objects.filter(episode_id=episode_id, valid_to=None).update(valid_to=on)
        Episode.objects.filter(pk=episode_id, ended_on=None).update(
            ended_on=on, end_reason=reason, end_note=note, ended_by=worker.worker_id
        )


def _add(episode: Episode, people: Mapping[str, tuple[str, str]], *, on: date, by: int) -> None:
    rows = [
        EpisodePerson(episode=episode, person_ref=ref, role=role, why=why, valid_from=on, added_by=by)
        for ref, (role, why) in people.items()
    ]
    EpisodePerson.objects.bulk_create(rows)


def _roles_of(access: FamilyAccess, person_refs: Collection[str]) -> dict[str, str]:
    """Return who is a child and who an adult; anybody whom the worker does not see here is nobody's."""
    known = get_known(access)
    if not person_refs or set(person_refs) - set(known):
        raise NotInThisFamily(
            "Nobody was chosen, or somebody whom you do not see in this family.",
            not_done="Nothing was changed.",
            mend="Go back to the page and choose from the people it shows.",
        )
    return {ref: CHILD if known[ref].role == "CHILD" else ADULT for ref in person_refs}


def _start_of(access: FamilyAccess, person_refs: Collection[str], on: date, contact_ref: str) -> EpisodeFacts:
    """Return what the rules ask of the day on which an episode is to begin."""
    children = (one for ref, one in get_known(access).items() if ref in person_refs and one.role == "CHILD")
    births = [born for child in children if (born := child.born_on or child.due_on)]
    received = list_days_received([contact_ref]).get(contact_ref) if contact_ref else None
    # A contact is stamped by the clock on the wall; the day of a demonstration may be an earlier one.
    received = min(received, on) if received and on == access.standing.on else received
    return EpisodeFacts(on=access.standing.on, started_on=on, births=births, received_on=received)


def _previous(family_ref: str) -> str:
    ended = Episode.objects.filter(family_ref=family_ref).exclude(ended_on=None).order_by("-ended_on", "-pk")
    return str(ended.values_list("ref", flat=True).first() or "")


def _open_already() -> EpisodeIsOpen:
    return EpisodeIsOpen(
        "This family has an open episode already.",
        not_done="No second one was opened.",
        mend="Go on in the one that is open: help steps up and down within it.",
    )

"""What this room holds of a person, and how it tells, erases and merges it; and who leads the help of a family.

What somebody typed of a family speaks of all of them: it goes with the last of them who is in the episode.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of, histories_of, move_refs
from kith.apps.base.works_with import WorksWith
from kith.apps.casework.models import (
    CaseNote,
    CaseNotePerson,
    ChronologyEntry,
    EngagementAnswer,
    Episode,
    EpisodePerson,
    ImportedPerson,
    LevelSpell,
    ManagementDecision,
    TeamMember,
)
from kith.apps.casework.models.case_note import KINDS
from kith.vocabulary.codes.engagement_answers import ENGAGEMENT_ANSWERS
from kith.vocabulary.codes.lead_roles import TEAM_ROLES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

ROOM = "casework"
CATEGORY = "EARLY_HELP"
_OF_ALL = "speaks of the whole family, and goes with the last of them who is in the episode"
_OF_A_PERSON = (EpisodePerson, LevelSpell, TeamMember, ManagementDecision, EngagementAnswer)
_OF_NOTES = (CaseNotePerson, ChronologyEntry)
_HELD = tuple(Held(model, "person_ref", may_stay=True) for model in (*_OF_A_PERSON, *_OF_NOTES, ImportedPerson))
_OF_THE_OTHERS = "goes with the last of those it is about; until then its words stay theirs"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell of which episodes the person is part, at which levels, and what they answered."""
    for one in EpisodePerson.objects.using(alias).filter(person_ref=person_ref).select_related("episode"):
        text = f"You were part of help for your family. {one.why} {one.episode.reason}".strip()
        yield _told("Help", text, one.valid_from, person_ref, one.episode, ended_on=one.valid_to)
    yield from _levels(person_ref, alias)
    for answer in EngagementAnswer.objects.using(alias).filter(person_ref=person_ref).select_related("episode"):
        text = f"You were asked to work with the help: {ENGAGEMENT_ANSWERS[answer.answer]}. {answer.in_their_words}"
        yield _told("Working together", text.strip(), answer.said_on, person_ref, answer.episode)
    for member in TeamMember.objects.using(alias).filter(person_ref=person_ref).select_related("episode"):
        text = f"You were in the team around the family: {TEAM_ROLES[member.role]}."
        yield _told("Help", text, member.valid_from, person_ref, member.episode, is_plain=True)
    for asked in ManagementDecision.objects.using(alias).filter(person_ref=person_ref).select_related("episode"):
        text = f"A manager was asked: {asked.what} {asked.comment}".strip()
        yield _told("Decision", text, asked.asked_at.date(), person_ref, asked.episode)
    yield from _notes(person_ref, alias)
    for row in ImportedPerson.objects.using(alias).filter(person_ref=person_ref).select_related("case_import"):
        on, text = row.case_import.done_at.date(), "You were in an agency's own register of people it helps."
        yield Told(
            room=ROOM, kind="Help", happened_on=on, text=text, agency_id=row.agency_id, category=CATEGORY,
            about_refs=(person_ref,), source=f"import {row.pk}", is_plain=True,
        )  # fmt: skip


def erase(person_ref: str, alias: str) -> int:
    """Take the person out of every episode; one that nobody is in any more goes whole, with all that was typed."""
    theirs = list(EpisodePerson.objects.using(alias).filter(person_ref=person_ref).values_list("episode_id", flat=True))
    gone = sum(_delete(model, alias, person_ref=person_ref) for model in _OF_A_PERSON)
    gone += ImportedPerson.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    gone += _erase_notes(person_ref, alias)
    still = EpisodePerson.objects.using(alias).filter(episode_id__in=theirs).values_list("episode_id", flat=True)
    for episode_id in set(theirs) - set(still):
        gone += _delete_whole(episode_id, alias)
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what hangs on a person; where both were in one episode, what stands already stays beside it."""
    return move_refs(_HELD, from_ref, to_ref, alias)


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        *(f"casework.{model.__name__}" for model in _OF_A_PERSON),
        *(f"casework.{model.__name__}Event: goes with its row" for model in _OF_A_PERSON),
        "casework.CaseNotePerson",
        "casework.ImportedPerson",
        "casework.CaseImport: names a file and nobody",
        "casework.ChronologyEntry",
        "casework.ChronologyEntryEvent: goes with its row",
        *(f"casework.{name}: {_OF_THE_OTHERS}" for name in ("CaseNote", "CaseNoteEvent")),
        *(f"casework.{name}: {_OF_ALL}" for name in (
            "Episode", "LeadSpell", "Handover", "Supervision", "ServiceReferral",
            "EpisodeEvent", "LeadSpellEvent", "HandoverEvent", "SupervisionEvent", "ServiceReferralEvent")),
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=held_of(*_HELD),
)  # fmt: skip


def list_who_leads(access: Any) -> Iterator[WorksWith]:
    """Say who leads the help of the family that is open, to whoever the database lets know who works with them."""
    with connection.cursor() as cursor:
        cursor.execute("select person_ref, agency_id, staff_id, since from kith_who_leads()")
        for person_ref, agency_id, staff_id, since in cursor.fetchall():
            yield WorksWith(person_ref, agency_id, staff_id, "Lead worker", "", since, is_lead=True)


def _levels(person_ref: str, alias: str) -> Iterator[Told]:
    own = Q(person_ref=person_ref)
    within = EpisodePerson.objects.using(alias).filter(person_ref=person_ref).values("episode_id")
    spells = LevelSpell.objects.using(alias).filter(own | Q(person_ref="", episode_id__in=within))
    for spell in spells.select_related("episode").order_by("valid_from"):
        whose = "Your help" if spell.person_ref else "Your family's help"
        text = f"{whose} was at this level: {SERVICE_LEVELS[spell.level].label}. {spell.reason}".strip()
        yield _told("Level of help", text, spell.valid_from, person_ref, spell.episode, ended_on=spell.valid_to)


def _notes(person_ref: str, alias: str) -> Iterator[Told]:
    """Tell each note about the person, and what it or an agency's fact was said to mean; others may be spoken of."""
    about = CaseNotePerson.objects.using(alias)
    for one in about.filter(person_ref=person_ref).select_related("note__episode").order_by("note__happened_on"):
        note = one.note
        refs = tuple(about.filter(note=note).order_by("pk").values_list("person_ref", flat=True))
        text = f"{KINDS[note.kind]}. {note.text} {note.taken_back_why}".strip()
        yield replace(_told("Note", text, note.happened_on, person_ref, note.episode), about_refs=refs)
        for entry in ChronologyEntry.objects.using(alias).filter(note=note):
            yield replace(_chosen(entry, person_ref, note.happened_on, note.episode), about_refs=refs)
    for entry in ChronologyEntry.objects.using(alias).filter(person_ref=person_ref).select_related("episode"):
        yield _chosen(entry, person_ref, entry.chosen_at.date(), entry.episode)


def _chosen(entry: ChronologyEntry, person_ref: str, on: date, episode: Episode) -> Told:
    said = (entry.headline, entry.action_taken, entry.analysis, entry.family_view)
    text = "Chosen for your family's chronology. " + " ".join(words for words in said if words)
    return _told("Chronology", text.strip(), on, person_ref, episode)


def _erase_notes(person_ref: str, alias: str) -> int:
    """Take the person out of notes about several; delete what was about them alone, with all that was said of it."""
    theirs = set(
        CaseNotePerson.objects.using(alias).filter(person_ref=person_ref).values_list("note_id", flat=True)
    )  # fmt: skip
    gone = sum(_delete(model, alias, person_ref=person_ref) for model in _OF_NOTES)
    still = CaseNotePerson.objects.using(alias).filter(note_id__in=theirs).values_list("note_id", flat=True)
    for note_id in theirs - set(still):
        gone += _delete(ChronologyEntry, alias, note_id=note_id) + _delete(CaseNote, alias, pk=note_id)
    return gone


def _told(kind: str, text: str, on: date | None, person_ref: str, episode: Episode, **more: Any) -> Told:
    given = {"room": ROOM, "kind": kind, "happened_on": on, "text": text, "agency_id": episode.agency_id, **more}
    return Told(category=CATEGORY, about_refs=(person_ref,), **given)


def _delete_whole(episode_id: int, alias: str) -> int:
    """Delete an episode with all that is dated within it and the history of each, which holds the very words."""
    gone = _delete(ChronologyEntry, alias, note__episode_id=episode_id)  # before their notes take them along
    gone += _delete(ChronologyEntry, alias, episode_id=episode_id)
    for related in Episode._meta.related_objects:
        if related.field.name == "episode" and not hasattr(related.related_model, "pgh_tracked_model"):
            gone += _delete(related.related_model, alias, episode_id=episode_id)
    return gone + _delete(Episode, alias, pk=episode_id)


def _delete(model: Any, alias: str, **about: Any) -> int:
    rows = model.objects.using(alias).filter(**about)
    keys = list(rows.values_list("pk", flat=True))
    for history in histories_of(model):
        history.objects.using(alias).filter(pgh_obj_id__in=keys).delete()
    return int(rows.delete()[0])

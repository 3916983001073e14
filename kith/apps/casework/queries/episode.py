"""Reads the episode of the family that is open, as far as this worker may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection

from kith.apps.agencies.queries import AgencyRow, WorkerRow, get_agencies, list_worker_names, list_workers
from kith.apps.casework.models import EngagementAnswer, Episode, EpisodePerson, LeadSpell, LevelSpell, TeamMember
from kith.apps.casework.models.lead_spell import CHOICES
from kith.apps.casework.queries.beside import list_decisions, list_handovers, list_services, list_supervisions
from kith.apps.casework.queries.known import get_known
from kith.apps.casework.queries.shapes import EpisodePage, LevelLine, PastEpisode, PersonLine, WorkerLine
from kith.apps.governance.access import FamilyAccess
from kith.vocabulary.codes.early_help_closures import EARLY_HELP_CLOSURES
from kith.vocabulary.codes.early_help_reasons import EARLY_HELP_REASONS
from kith.vocabulary.codes.engagement_answers import ENGAGEMENT_ANSWERS
from kith.vocabulary.codes.lead_roles import LEAD_ROLES, TEAM_ROLES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS
from kith.vocabulary.codes.worker_change_reasons import WORKER_CHANGE_REASONS

Workers = Mapping[tuple[str, str], WorkerRow]
Agencies = Mapping[str, AgencyRow]


def find_episode(access: FamilyAccess) -> EpisodePage | None:
    """Return the open episode of the family, or nothing: there is none, or none that this worker may see."""
    episode = Episode.objects.filter(family_ref=access.family_ref, ended_on=None).first()
    return _page(access, episode) if episode else None


def list_past_episodes(access: FamilyAccess) -> tuple[PastEpisode, ...]:
    """Return the family's episodes that have ended, the newest first."""
    agencies = get_agencies()
    ended = Episode.objects.filter(family_ref=access.family_ref).exclude(ended_on=None).order_by("-ended_on", "-pk")
    return tuple(
        PastEpisode(
            one.ref, one.started_on, one.ended_on or one.started_on,
            EARLY_HELP_CLOSURES.get(one.end_reason, one.end_reason), _name_of(agencies, one.agency_id),
        )
        for one in ended
    )  # fmt: skip


def _page(access: FamilyAccess, episode: Episode) -> EpisodePage:
    agencies, may = get_agencies(), _what_may_be_done(episode.pk)
    leads = list(LeadSpell.objects.filter(episode=episode).order_by("-valid_from", "-pk"))
    team = list(TeamMember.objects.filter(episode=episode, valid_to=None).order_by("valid_from", "pk"))
    named = [(one.agency_id, one.staff_id) for one in leads] + [(one.agency_id, one.staff_id) for one in team]
    workers = list_workers({one for one in named if one[1]})
    levels = _levels(access, episode, may_read_why=bool({"WRITE", "OFFERED"} & may))
    now = [line for line in levels if line.until is None]
    people = _people(access, episode, {line.person_ref: line for line in now if line.person_ref})
    inside = {one.person_ref for one in people}
    lines = [_lead_line(one, workers, agencies) for one in leads]
    return EpisodePage(
        ref=episode.ref,
        episode_id=episode.pk,
        family_ref=episode.family_ref,
        agency_id=episode.agency_id,
        agency_name=_name_of(agencies, episode.agency_id),
        team=episode.team,
        started_on=episode.started_on,
        reason_label=EARLY_HELP_REASONS.get(episode.reason_code, ""),
        reason=episode.reason,
        held_since=episode.held_since,
        hold_reason=episode.hold_reason,
        family_level=next((line for line in now if not line.person_ref), None),
        people=people,
        levels=levels,
        leads=tuple(
            sorted((one for one in lines if one.until is None), key=lambda one: list(LEAD_ROLES).index(one.role))
        ),
        led_before=tuple(one for one in lines if one.until is not None),
        team_now=tuple(_team_line(access, one, workers, agencies) for one in team),
        handovers=list_handovers(episode.pk, agencies),
        decisions=list_decisions(episode.pk, {ref: one.short_name for ref, one in get_known(access).items()}),
        supervisions=list_supervisions(episode.pk, access.standing.on),
        services=list_services(episode.pk),
        may_write="WRITE" in may,
        may_manage="MANAGE" in may,
        may_answer="OFFERED" in may,
        outside=tuple((ref, one.name) for ref, one in get_known(access).items() if ref not in inside),
    )


def _what_may_be_done(episode_id: int) -> set[str]:
    """Ask the database, which decides it, what this worker may do in the episode."""
    kinds = ("WRITE", "MANAGE", "OFFERED")
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind from unnest(%s::text[]) as kind where %s = any (kith_episodes(kind))",
            [list(kinds), episode_id],
        )
        return {kind for (kind,) in cursor.fetchall()}


def _levels(access: FamilyAccess, episode: Episode, *, may_read_why: bool) -> tuple[LevelLine, ...]:
    rows = list(LevelSpell.objects.filter(episode=episode).order_by("-valid_from", "-pk"))
    names = list_worker_names(row.changed_by for row in rows)
    known = get_known(access)
    return tuple(
        LevelLine(
            spell_id=row.pk,
            person_ref=row.person_ref,
            name=known[row.person_ref].short_name if row.person_ref in known else "",
            level=row.level,
            label=SERVICE_LEVELS[row.level].label,
            since=row.valid_from,
            until=row.valid_to,
            reason=row.reason if may_read_why else "",
            by=names.get(row.changed_by, ""),
        )
        for row in rows
        if not row.person_ref or row.person_ref in known
    )


def _people(access: FamilyAccess, episode: Episode, own: Mapping[str, LevelLine]) -> tuple[PersonLine, ...]:
    known, answers = get_known(access), _answers(episode)
    rows = {row.person_ref: row for row in EpisodePerson.objects.filter(episode=episode, valid_to=None)}
    return tuple(
        _person(rows[ref], one.name, own.get(ref), answers.get(ref)) for ref, one in known.items() if ref in rows
    )


def _person(row: EpisodePerson, name: str, own: LevelLine | None, answer: tuple[str, date] | None) -> PersonLine:
    return PersonLine(
        person_ref=row.person_ref,
        name=name,
        role=row.role,
        why=row.why,
        since=row.valid_from,
        own_level=own.level if own else "",
        level_label=own.label if own else "",
        answer=ENGAGEMENT_ANSWERS[answer[0]] if answer else "",
        answer_on=answer[1] if answer else None,
    )


def _answers(episode: Episode) -> dict[str, tuple[str, date]]:
    """Return the newest answer of each."""
    rows = EngagementAnswer.objects.filter(episode=episode).order_by("said_on", "pk")
    return {row.person_ref: (row.answer, row.said_on) for row in rows}


def _lead_line(row: LeadSpell, workers: Workers, agencies: Agencies) -> WorkerLine:
    note = f"{WORKER_CHANGE_REASONS[row.change_reason]}. {CHOICES[row.family_choice]}."
    return _worker_line(row, LEAD_ROLES[row.role], workers, agencies, row.valid_to, note)


def _team_line(access: FamilyAccess, row: TeamMember, workers: Workers, agencies: Agencies) -> WorkerLine:
    line = _worker_line(row, TEAM_ROLES[row.role], workers, agencies, row.valid_to, "")
    if row.staff_id:
        return line
    known = get_known(access)
    name = known[row.person_ref].name if row.person_ref in known else row.name
    return WorkerLine(**{**vars(line), "name": name})


def _worker_line(
    row: Any, role_label: str, workers: Workers, agencies: Agencies, until: date | None, note: str
) -> WorkerLine:
    worker, agency = workers.get((row.agency_id, row.staff_id)), agencies.get(row.agency_id)
    return WorkerLine(
        row_id=row.pk,
        role=row.role,
        role_label=role_label,
        name=worker.name if worker else "",
        agency_name=agency.name if agency else row.agency_id,
        agency_kind=agency.kind if agency else "",
        agency_id=row.agency_id,
        staff_id=row.staff_id,
        since=row.valid_from,
        until=until,
        note=note,
    )


def _name_of(agencies: Agencies, agency_id: str) -> str:
    return agencies[agency_id].name if agency_id in agencies else agency_id


def labels_of(levels: Iterable[str]) -> list[str]:
    """Return the levels in words, the most intensive first."""
    return [SERVICE_LEVELS[code].label for code in sorted(set(levels), key=lambda code: -SERVICE_LEVELS[code].rank)]

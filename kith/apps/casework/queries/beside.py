"""Reads what stands beside an episode: handovers, decisions, supervision and referrals to services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kith.apps.agencies.queries import AgencyRow, list_worker_names, list_workers
from kith.apps.casework.models import Handover, ManagementDecision, ServiceReferral, Supervision
from kith.apps.casework.models.management_decision import LEVEL
from kith.apps.casework.models.service_referral import OUTCOMES
from kith.apps.casework.queries.shapes import DecisionLine, HandoverLine, ServiceLine, SupervisionLine
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS


def list_handovers(episode_id: int, agencies: Mapping[str, AgencyRow]) -> tuple[HandoverLine, ...]:
    """Return every offer and what came of it, the newest first."""
    rows = list(Handover.objects.filter(episode_id=episode_id).order_by("-offered_at", "-pk"))
    names = list_worker_names(one for row in rows for one in (row.offered_by, row.answered_by) if one)
    return tuple(
        HandoverLine(
            ref=row.ref,
            from_name=agencies[row.from_agency].name if row.from_agency in agencies else row.from_agency,
            to_name=agencies[row.to_agency].name if row.to_agency in agencies else row.to_agency,
            to_team=row.to_team,
            why=row.why,
            what_comes_next=row.what_comes_next,
            snapshot=row.snapshot,
            state=row.state,
            offered_at=row.offered_at,
            offered_by=names.get(row.offered_by, ""),
            answered_at=row.answered_at,
            answered_by=names.get(row.answered_by or 0, ""),
            answer_reason=row.answer_reason,
        )
        for row in rows
    )


def list_decisions(episode_id: int, names_of: Mapping[str, str]) -> tuple[DecisionLine, ...]:
    """Return what managers were asked and decided, what waits first."""
    rows = sorted(
        ManagementDecision.objects.filter(episode_id=episode_id),
        key=lambda row: (bool(row.outcome), -row.asked_at.timestamp()),
    )
    names = list_worker_names(one for row in rows for one in (row.asked_by, row.decided_by) if one)
    return tuple(
        DecisionLine(
            ref=row.ref,
            kind=row.kind,
            words=_words(row, names_of),
            what=row.what,
            asked_by=names.get(row.asked_by, ""),
            asked_at=row.asked_at,
            outcome=row.outcome,
            comment=row.comment,
            decided_by=names.get(row.decided_by or 0, ""),
            decided_at=row.decided_at,
            person_ref=row.person_ref,
            to_level=row.to_level,
        )
        for row in rows
        if not row.person_ref or row.person_ref in names_of
    )


def list_supervisions(episode_id: int, on: date) -> tuple[SupervisionLine, ...]:
    """Return what was talked about in supervision, the newest first; the next talk is overdue where none followed."""
    rows = list(Supervision.objects.filter(episode_id=episode_id).order_by("-held_on", "-pk"))
    names = list_worker_names(row.written_by for row in rows)
    workers = list_workers({(row.agency_id, row.staff_id) for row in rows})
    return tuple(
        SupervisionLine(
            held_on=row.held_on,
            worker=workers[row.agency_id, row.staff_id].name if (row.agency_id, row.staff_id) in workers else "",
            by=names.get(row.written_by, ""),
            text=row.text,
            next_on=row.next_on,
            is_overdue=row is rows[0] and row.next_on is not None and row.next_on < on,
        )
        for row in rows
    )


def list_services(episode_id: int) -> tuple[ServiceLine, ...]:
    """Return the referrals to services, the newest first."""
    rows = ServiceReferral.objects.filter(episode_id=episode_id).order_by("-sent_on", "-pk")
    return tuple(
        ServiceLine(row.ref, row.service, row.why, row.sent_on, OUTCOMES.get(row.outcome, ""), row.outcome_on, row.note)
        for row in rows
    )


def _words(row: ManagementDecision, names_of: Mapping[str, str]) -> str:
    if row.kind != LEVEL:
        return "Something to agree to"
    whose = names_of.get(row.person_ref, "") or "the family"
    return f"To {SERVICE_LEVELS[row.to_level].label.lower()}, for {whose}"

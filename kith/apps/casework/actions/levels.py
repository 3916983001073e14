"""Steps help up and down: closes one spell, begins the next, adds who must be there; nothing is written twice."""

from __future__ import annotations

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.actions.first_come import SomebodyElseWasFirst, first_come
from kith.apps.casework.models import LeadSpell, LevelSpell, ManagementDecision
from kith.apps.casework.models.management_decision import APPROVED, LEVEL, SENT_BACK
from kith.apps.casework.queries.shapes import DecisionLine, EpisodePage
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_writing
from kith.rules.level_changes import Direction, decide_change
from kith.vocabulary.codes.lead_roles import LEAD_ROLES, LEAD_WORKER
from kith.vocabulary.errors import KithError


class LevelNeedsMore(KithError):
    """A change of level changes nothing, or somebody must be named first."""

    code = "K847"


class AlreadyDecided(KithError):
    """What a manager was asked has been decided."""

    code = "K851"


def change_level(
    access: FamilyAccess,
    page: EpisodePage,
    *,
    to: str,
    reason: str,
    person_ref: str = "",
    seen: str = "",
    new_lead: tuple[str, str, str] | None = None,
) -> str:
    """Step to another level, of the family or of one of them; return "" or the reference of what a manager is asked.

    ``seen`` is the level the page showed: if it is another by now, nothing is changed. ``new_lead`` is role, agency and
    staff id of whoever the new level needs beside the lead worker.
    """
    now = level_now(page, person_ref)
    if seen and seen != now:
        raise SomebodyElseWasFirst
    roles = {one.role for one in page.leads} | ({new_lead[0]} if new_lead else set())
    answer = decide_change(now or _family_level(page), to, roles)
    if answer.direction == Direction.SAME and person_ref and now == "":
        raise _needs_more("They are at this level already, with the family.")
    if answer.direction == Direction.SAME:
        raise _needs_more("That is the level they are at.")
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, (person_ref,) if person_ref else (), reason_given=True)
        if answer.needs_manager and not (page.may_manage and not _leads(page, access)):
            return _ask(page, person_ref, to, reason, by=worker.worker_id, kind=LEVEL)
        if answer.missing_roles:
            raise _needs_more(f"Somebody must be named first: {LEAD_ROLES[answer.missing_roles[0]].lower()}.")
        _step(access, page, person_ref, to, reason, "", new_lead)
    return ""


def follow_family(access: FamilyAccess, page: EpisodePage, *, person_ref: str) -> None:
    """End somebody's own level, so that the family's counts for them again."""
    with pghistory.context(worker=access.standing.worker.worker_id, action=WRITE), first_come():
        note_writing(access, (person_ref,))
        _close(page, person_ref, access)


def ask_manager(access: FamilyAccess, page: EpisodePage, *, what: str) -> str:
    """Ask the managers of the agency that holds the episode to agree to something."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE), first_come():
        note_writing(access, (), reason_given=True)
        return _ask(page, "", "", what, by=worker.worker_id, kind="OTHER")


def decide(
    access: FamilyAccess,
    page: EpisodePage,
    line: DecisionLine,
    *,
    is_approved: bool,
    comment: str,
    new_lead: tuple[str, str, str] | None = None,
) -> None:
    """Agree to what was asked, which is then done, or send it back with a comment."""
    worker = access.standing.worker
    is_own = ManagementDecision.objects.filter(ref=line.ref, asked_by=worker.worker_id).exists()
    if is_own or (is_approved and line.kind == LEVEL and _leads(page, access)):
        raise _needs_another()
    with pghistory.context(worker=worker.worker_id, action=DECIDE), first_come():
        note_writing(access, (line.person_ref,) if line.person_ref else (), reason_given=bool(comment))
        changed = ManagementDecision.objects.filter(ref=line.ref, outcome="").update(
            outcome=APPROVED if is_approved else SENT_BACK, comment=comment, decided_by=worker.worker_id,
            decided_at=timezone.now(),
        )  # fmt: skip
        if not changed:
            raise AlreadyDecided(
                "This has been decided.",
                not_done="Nothing was changed by you.",
                mend="Look at the episode: it says who decided, and what.",
            )
        if is_approved and line.kind == LEVEL:
            roles = {one.role for one in page.leads} | ({new_lead[0]} if new_lead else set())
            answer = decide_change(level_now(page, line.person_ref) or _family_level(page), line.to_level, roles)
            if answer.missing_roles:
                raise _needs_more(f"Somebody must be named first: {LEAD_ROLES[answer.missing_roles[0]].lower()}.")
            _step(access, page, line.person_ref, line.to_level, line.what, line.ref, new_lead)


def level_now(page: EpisodePage, person_ref: str) -> str:
    """Return the family's level, or somebody's own (empty where they have none)."""
    if not person_ref:
        return _family_level(page)
    return next((one.own_level for one in page.people if one.person_ref == person_ref), "")


def _leads(page: EpisodePage, access: FamilyAccess) -> bool:
    """Answer whether the worker leads the help: then it takes somebody else to agree to protection."""
    worker = access.standing.worker
    own = (LEAD_WORKER, worker.agency_id, worker.staff_id)
    return any((one.role, one.agency_id, one.staff_id) == own for one in page.leads)


def _family_level(page: EpisodePage) -> str:
    return page.family_level.level if page.family_level else ""


def _step(
    access: FamilyAccess,
    page: EpisodePage,
    person_ref: str,
    to: str,
    reason: str,
    decision_ref: str,
    new_lead: tuple[str, str, str] | None,
) -> None:
    worker, on = access.standing.worker, access.standing.on
    if new_lead:
        LeadSpell.objects.create(
            episode_id=page.episode_id, role=new_lead[0], agency_id=new_lead[1], staff_id=new_lead[2], valid_from=on,
            change_reason="FCONTA", named_by=worker.worker_id, named_at=timezone.now(),
        )  # fmt: skip
    _close(page, person_ref, access)
    LevelSpell.objects.create(
        episode_id=page.episode_id, person_ref=person_ref, level=to, valid_from=on, reason=reason,
        decision_ref=decision_ref, changed_by=worker.worker_id, changed_at=timezone.now(),
    )  # fmt: skip


def _close(page: EpisodePage, person_ref: str, access: FamilyAccess) -> None:
    open_now = LevelSpell.objects.filter(episode_id=page.episode_id, person_ref=person_ref, valid_to=None)
    closed = open_now.update(valid_to=access.standing.on)
    if level_now(page, person_ref) and not closed:
        raise SomebodyElseWasFirst


def _ask(page: EpisodePage, person_ref: str, to: str, what: str, *, by: int, kind: str) -> str:
    asked = ManagementDecision.objects.create(
        ref=new_ref("MD"), episode_id=page.episode_id, kind=kind, person_ref=person_ref, to_level=to, what=what,
        asked_by=by, asked_at=timezone.now(),
    )  # fmt: skip
    return str(asked.ref)


def _needs_another() -> LevelNeedsMore:
    return LevelNeedsMore(
        "It takes two: what you asked, or of help that you lead, another manager decides.",
        not_done="Nothing was decided.",
        mend="Ask another manager of your agency to look at it.",
    )


def _needs_more(what: str) -> LevelNeedsMore:
    return LevelNeedsMore(
        what,
        not_done="The level was not changed.",
        mend="Choose another level, or name whoever is needed in the same form.",
    )

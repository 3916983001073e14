"""Writes what a plan says, all of it or none, and takes it back whole while nobody has gone on from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.refs import new_ref
from kith.apps.casework.importing.planning import OWNER, Plan, PlannedCase
from kith.apps.casework.models import CaseImport, Episode, EpisodePerson, ImportedPerson, LeadSpell, LevelSpell
from kith.apps.casework.models.episode import IMPORTED
from kith.apps.governance.access import DESK, begin
from kith.apps.governance.actions.made_here import drop_ties_about
from kith.apps.register.actions.in_bulk import NewPerson, take_back_written, write_down_many
from kith.vocabulary.codes.lead_roles import LEAD_WORKER
from kith.vocabulary.errors import KithError

WHY = "Brought in from the agency's own register of open cases."


class HasGoneOn(KithError):
    """An import is to be taken back of which somebody has worked on."""

    code = "K867"


class NoSuchImport(KithError):
    """An import is named that there is not."""

    code = "K868"


def carry_out(plan: Plan, *, sha256: str, manager: SignedInWorker, by: str) -> str:
    """Open the episodes of the plan in the manager's name; return the reference by which it can be taken back.

    Whoever has a case in the plan is written down for the manager's agency; nothing is written where nothing is new.
    """
    if not plan.cases:
        return ""
    now = timezone.now()
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="import_cases")
        begin(manager, None, scope=DESK, alias=OWNER)  # the ties that follow are of today, and in the manager's name
        done = CaseImport.objects.using(OWNER).create(
            ref=new_ref("IM"), agency_id=manager.agency_id, file_sha256=sha256, done_at=now, done_by=by[:100],
            answered_by=manager.worker_id,
        )  # fmt: skip
        refs = _write_down(plan, manager, now)
        episodes = _open(plan, refs, manager, now)
        _remember(plan, done, refs, episodes)
    return str(done.ref)


def take_back(ref: str, *, by: str) -> int:
    """Undo an import whole: its episodes, and whom it wrote down; return how many episodes went."""
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="take_back_import")
        done = CaseImport.objects.using(OWNER).select_for_update().filter(ref=ref).first()
        if done is None:
            raise NoSuchImport(
                "There is no import of this reference, or it was taken back.",
                not_done="Nothing was changed.",
                mend="Look at what `kith import cases` said when the register was brought in.",
            )
        people = ImportedPerson.objects.using(OWNER).filter(case_import=done)
        refs = sorted(set(people.values_list("episode_ref", flat=True)))
        _check_untouched(refs, done.done_at)
        gone = Episode.objects.using(OWNER).filter(ref__in=refs)
        count = gone.count()
        gone.delete()
        drop_ties_about(refs, alias=OWNER, by=by)
        written = set(people.filter(is_new=True).values_list("person_ref", flat=True))
        if take_back_written(written, alias=OWNER, by=by) < people.filter(is_new=True).count():
            raise _gone_on("A run has found some of those whom this import wrote down.")
        done.delete()
    return count


def _write_down(plan: Plan, manager: SignedInWorker, now: datetime) -> dict[int, tuple[str, str]]:
    """Return person and family of every row, new or not, by its number."""
    new = [
        NewPerson(
            key=one.row.number, family_key=case.case_number, family_ref=case.family_ref, role=one.row.role,
            person_ref=one.person_ref, forename=one.row.forename, surname=one.row.surname, known_as=one.row.known_as,
            born_on=one.row.born_on, sex=one.row.sex, nhs_number=one.row.nhs_number, address=one.row.address,
            postcode=one.row.postcode,
        )
        for case in plan.cases for one in case.people
    ]  # fmt: skip
    return write_down_many(new, by=manager, at=now, alias=OWNER)


def _open(plan: Plan, refs: dict[int, tuple[str, str]], manager: SignedInWorker, now: datetime) -> dict[str, Episode]:
    made = {case.case_number: _episode(case, refs, manager, now) for case in plan.cases}
    Episode.objects.using(OWNER).bulk_create(made.values())
    LevelSpell.objects.using(OWNER).bulk_create(
        LevelSpell(
            episode=made[case.case_number], level=case.level, valid_from=case.started_on, reason=WHY,
            changed_by=manager.worker_id, changed_at=now,
        )
        for case in plan.cases
    )  # fmt: skip
    LeadSpell.objects.using(OWNER).bulk_create(
        LeadSpell(
            episode=made[case.case_number], role=LEAD_WORKER, agency_id=manager.agency_id, staff_id=case.lead,
            valid_from=case.started_on, change_reason="FCONTA", named_by=manager.worker_id, named_at=now,
        )
        for case in plan.cases if case.lead
    )  # fmt: skip
    EpisodePerson.objects.using(OWNER).bulk_create(
        EpisodePerson(
            episode=made[case.case_number], person_ref=refs[one.row.number][0], role=one.row.role, why=WHY,
            valid_from=case.started_on, added_by=manager.worker_id,
        )
        for case in plan.cases for one in case.people
    )  # fmt: skip
    return made


def _episode(case: PlannedCase, refs: dict[int, tuple[str, str]], manager: SignedInWorker, now: datetime) -> Episode:
    first = case.people[0].row
    reasons = dict.fromkeys(one.row.reason for one in case.people if one.row.reason)
    return Episode(
        ref=new_ref("EP"), family_ref=refs[first.number][1], agency_id=manager.agency_id,
        team=next((one.row.team for one in case.people if one.row.team), ""), opened_from=IMPORTED,
        reason="; ".join(reasons), started_on=case.started_on, opened_at=now, opened_by=manager.worker_id,
    )  # fmt: skip


def _remember(plan: Plan, done: CaseImport, refs: dict[int, tuple[str, str]], episodes: dict[str, Episode]) -> None:
    ImportedPerson.objects.using(OWNER).bulk_create(
        ImportedPerson(
            case_import=done, agency_id=done.agency_id, case_number=case.case_number,
            person_number=one.row.person_number, person_ref=refs[one.row.number][0],
            episode_ref=episodes[case.case_number].ref, is_new=not one.person_ref,
        )
        for case in plan.cases for one in case.people
    )  # fmt: skip


def _check_untouched(episode_refs: list[str], at: datetime) -> None:
    """Raise where anything was written in these episodes after the import, or any of them was changed."""
    touched: set[str] = set()
    for relation in Episode._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if "pgh_obj" in name:
            continue
        rows = model._default_manager.using(OWNER).filter(**{f"{name}__ref__in": episode_refs})
        if issubclass(model, (LevelSpell, LeadSpell, EpisodePerson)):
            stamp = {LevelSpell: "changed_at", LeadSpell: "named_at"}.get(model)
            rows = rows.exclude(valid_to=None, **({stamp: at} if stamp else {"why": WHY}))
        touched.update(rows.values_list(f"{name}__ref", flat=True))
    ended = Episode.objects.using(OWNER).filter(ref__in=episode_refs).exclude(ended_on=None, held_since=None)
    touched.update(ended.values_list("ref", flat=True))
    if touched:
        raise _gone_on(f"{len(touched)} of the episodes of this import were worked on since.")


def _gone_on(what: str) -> HasGoneOn:
    return HasGoneOn(
        what,
        not_done="Nothing was taken back.",
        mend="End the episodes that should not be there on their own pages, with their reason.",
    )

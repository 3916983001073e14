"""What can be changed in an episode: who may, what is asked, what is done, and what is said then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.casework.actions import handing_over, leading, levels, opening, recording
from kith.apps.casework.forms import changing
from kith.apps.casework.forms import recording as recorded
from kith.apps.casework.forms.opening import EndForm, HoldForm, PeopleForm
from kith.apps.casework.queries.shapes import EpisodePage
from kith.apps.governance.access import FamilyAccess

Initial = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One page: ``leads_away`` where the family may be closed to whoever did it, ``line`` what it is about."""

    title: str
    lead: str
    button: str
    may: Callable[[EpisodePage, str], bool]
    form: Callable[[Any, EpisodePage, SignedInWorker, str, Initial], forms.Form]
    do: Callable[[FamilyAccess, EpisodePage, Any, str], str]
    leads_away: bool = False
    line: Callable[[EpisodePage, str], Any] | None = None


def _writes(page: EpisodePage, ref: str) -> bool:
    return page.may_write


def _manages(page: EpisodePage, ref: str) -> bool:
    return page.may_manage


def _people(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    opening.add_people(access, page.episode_id, people=form.chosen())
    return "Added. Whoever leads the help and the team are tied to them now."


def _level(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    given, worker = form.cleaned_data, access.standing.worker
    person_ref = "" if given["whose"] == changing.FAMILY else given["whose"]
    if given["to"] == changing.AS_FAMILY:
        levels.follow_family(access, page, person_ref=person_ref)
        return "The family\u2019s level counts for them again."
    role = changing.missing_role(page, given["to"])
    named = given.get("new_lead")
    asked = levels.change_level(
        access, page, to=given["to"], reason=given["reason"], person_ref=person_ref,
        seen=given["seen"] if not person_ref else "",
        new_lead=(role, worker.agency_id, named) if role and named else None,
    )  # fmt: skip
    if asked:
        return f"Your manager is asked ({asked}). The level stays as it is until they agree."
    return "The level is changed. Everything else stays as it was."


def _lead(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    given = form.cleaned_data
    agency_id = access.standing.worker.agency_id
    leading.name_lead(
        access, page, role=given["role"], agency_id=agency_id, staff_id=given["staff_id"], reason=given["reason"],
        family_choice=given["family_choice"],
    )  # fmt: skip
    return "Named. They can open the family now; who led before stays in the list."


def _team(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    given = form.cleaned_data
    leading.add_to_team(
        access, page, role=given["role"], agency_id=given["agency_id"], staff_id=given["staff_id"],
        name="" if given["staff_id"] else given["name"],
    )  # fmt: skip
    return "Added to the team."


def _leave(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    leading.leave_team(access, page, member_id=int(ref))
    return "They are no longer in the team, and cannot open the family by it."


def _ask(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    asked = levels.ask_manager(access, page, what=form.cleaned_data["what"])
    return f"Your manager is asked ({asked})."


def _decide(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    given, line = form.cleaned_data, _asked(page, ref)
    role, named = changing.missing_role(page, line.to_level), given.get("new_lead")
    is_approved = given["outcome"] == "yes"
    levels.decide(
        access, page, line, is_approved=is_approved, comment=given["comment"],
        new_lead=(role, access.standing.worker.agency_id, named) if role and named else None,
    )  # fmt: skip
    return "Agreed, and done." if is_approved else "Sent back with what you wrote."


def _offer(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    handing_over.offer(access, page, **form.cleaned_data)
    return "Offered. You go on until they take it."


def _answer(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    given, line = form.cleaned_data, page.offered
    assert line is not None  # ``may`` looked
    if given["answer"] == "return":
        handing_over.give_back(access, line, reason=given["reason"])
        return "Returned, with what you wrote."
    lead = opening.FirstLead(access.standing.worker.agency_id, given["lead"], given["family_choice"])
    handing_over.accept(access, page, line, lead=lead)
    return "It is yours from today. Nothing needs to be written again."


def _take_back(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    if page.offered:
        handing_over.take_back(access, page.offered)
    return "Taken back."


def _supervision(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    recording.record_supervision(access, page, **form.cleaned_data)
    return "Kept, for you and whoever leads the help."


def _agreement(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    recording.record_answer(access, page, **form.cleaned_data)
    return "Kept as they said it."


def _service(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    recording.refer_to_service(access, page, **form.cleaned_data)
    return "Kept. Write down what comes of it when you hear."


def _outcome(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    recording.note_outcome(access, page, ref=ref, **form.cleaned_data)
    return "Kept."


def _hold(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    opening.hold(access, page.episode_id, reason=form.cleaned_data["reason"])
    return "The help rests."


def _resume(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    opening.hold(access, page.episode_id, reason="")
    return "The help goes on."


def _end(access: FamilyAccess, page: EpisodePage, form: Any, ref: str) -> str:
    opening.end_episode(access, page.episode_id, **form.cleaned_data)
    return "The episode has ended. If they need help again, another is opened and points to this one."


def _asked(page: EpisodePage, ref: str) -> Any:
    return next((one for one in page.undecided if one.ref == ref), None)


def _plain(kind: type[forms.Form]) -> Callable[[Any, EpisodePage, SignedInWorker, str, Initial], forms.Form]:
    return lambda data, page, worker, ref, initial: kind(data, initial=initial)


def _of_agency(kind: Any) -> Callable[[Any, EpisodePage, SignedInWorker, str, Initial], forms.Form]:
    return lambda data, page, worker, ref, initial: kind(data, agency_id=worker.agency_id, initial=initial)


def _of_page(kind: Any) -> Callable[[Any, EpisodePage, SignedInWorker, str, Initial], forms.Form]:
    return lambda data, page, worker, ref, initial: kind(data, page=page, initial=initial)


CHANGES: dict[str, Change] = {
    "people": Change(
        "Add somebody of the family", "Whoever leads the help, and the team, can then open their page.", "Add them",
        lambda page, ref: page.may_write and bool(page.outside),
        lambda data, page, worker, ref, initial: PeopleForm(data, people=page.outside, initial=initial), _people,
    ),
    "level": Change(
        "Step up or down", "Only the level changes. One child can be at another level than the family.",
        "Change the level", _writes,
        lambda data, page, worker, ref, initial: changing.LevelForm(
            data, page=page, agency_id=worker.agency_id, initial=initial
        ),
        _level,
    ),
    "lead": Change(
        "Who leads the help", "One at a time in each role. Ask the family first: it is their help.", "Name them",
        _manages, _of_agency(changing.LeadForm), _lead,
    ),
    "team_member": Change(
        "Add somebody to the team", "A worker of an agency can open the family for as long as they are in the team.",
        "Add to the team", _writes, _plain(changing.TeamForm), _team,
    ),
    "leave_team": Change(
        "Somebody leaves the team", "They cannot open the family by it any more.", "They leave",
        lambda page, ref: page.may_write and ref in {str(one.row_id) for one in page.team_now},
        _plain(changing.ConfirmForm), _leave,
        line=lambda page, ref: next((one for one in page.team_now if str(one.row_id) == ref), None),
    ),
    "ask": Change(
        "Ask a manager", "They see it on their team\u2019s page, and answer there.", "Ask them", _writes,
        _plain(changing.AskForm), _ask,
    ),
    "decide": Change(
        "What you are asked", "What you agree to is done at once.", "Answer",
        lambda page, ref: page.may_manage and _asked(page, ref) is not None,
        lambda data, page, worker, ref, initial: changing.DecideForm(
            data, page=page, line=_asked(page, ref), agency_id=worker.agency_id, initial=initial
        ),
        _decide, line=_asked,
    ),
    "hand_over": Change(
        "Hand over to another agency", "Their managers see what stands here today, and take it or return it.",
        "Offer it", lambda page, ref: page.may_write and page.offered is None,
        _of_page(changing.HandoverForm), _offer,
    ),
    "answer": Change(
        "A family is offered to your agency", "Nothing is closed and nothing is opened: only who leads changes.",
        "Answer", lambda page, ref: page.may_answer and page.offered is not None,
        _of_agency(changing.AnswerHandoverForm), _answer, leads_away=True, line=lambda page, ref: page.offered,
    ),
    "take_back": Change(
        "Take the offer back", "The other agency cannot open the family by it any more.", "Take it back",
        lambda page, ref: page.may_write and page.offered is not None, _plain(changing.ConfirmForm), _take_back,
    ),
    "supervision": Change(
        "After supervision", "For you and whoever leads the help. The team does not read it.", "Keep it", _manages,
        _plain(recorded.SupervisionForm), _supervision,
    ),
    "agreement": Change(
        "What somebody answered", "If they work with the help. What may be shared is asked apart.", "Keep it", _writes,
        _of_page(recorded.AgreementForm), _agreement,
    ),
    "service": Change(
        "Referred to a service", "A plain record: where to, why, and later what came of it.", "Keep it", _writes,
        _plain(recorded.ServiceForm), _service,
    ),
    "outcome": Change(
        "What came of a referral", "", "Keep it",
        lambda page, ref: page.may_write and ref in {one.ref for one in page.services},
        _plain(recorded.OutcomeForm), _outcome,
        line=lambda page, ref: next((one for one in page.services if one.ref == ref), None),
    ),
    "hold": Change(
        "Let the help rest", "It stays open, with its people and whoever leads it.", "It rests",
        lambda page, ref: page.may_write and page.held_since is None, _plain(HoldForm), _hold,
    ),
    "resume": Change(
        "The help goes on", "", "It goes on", lambda page, ref: page.may_write and page.held_since is not None,
        _plain(changing.ConfirmForm), _resume,
    ),
    "end": Change(
        "End the help", "Whoever leads it, and the team, cannot open the family by it any more.", "End it",
        _manages, _plain(EndForm), _end, leads_away=True,
    ),
}  # fmt: skip

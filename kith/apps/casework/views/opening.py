"""Opening an episode for a family: by hand, or from a contact that the front door passed on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.casework.actions.first_come import SomebodyElseWasFirst
from kith.apps.casework.actions.opening import FirstLead, open_episode
from kith.apps.casework.drafting import form_of
from kith.apps.casework.forms.opening import OpenForm
from kith.apps.casework.policies import check_can_open_episode, is_manager
from kith.apps.casework.queries.known import get_known
from kith.apps.drafts.actions import finish_draft
from kith.apps.drafts.forms import draft_state, initial_from
from kith.apps.frontdoor.actions import accept_passed
from kith.apps.frontdoor.queries import get_passed
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.entry import KithRequest, for_a_purpose
from kith.vocabulary.codes.service_levels import STATUTORY_LEVELS

OPEN_ALREADY = (
    "Somebody else helps this family already, so a second episode cannot be opened. Who leads stands under “Who works "
    "with them” on the family’s page. Speak with them, and return what the front door passed to you, saying so."
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def open_one(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the form, with what was typed before; a POST opens the episode, and accepts the contact it comes from."""
    passing_ref = request.POST.get("passing", "") or request.GET.get("passing", "")
    passed = get_passed(request.worker, passing_ref, purpose=request.purpose) if passing_ref else None
    draft = form_of("open")
    is_opened = False
    try:
        with open_family(request.worker, request.purpose, family_ref) as access:
            check_can_open_episode(access)
            state = draft_state(access, request, form=draft, about=family_ref)
            suggested = {"level": passed.level, "reason": passed.reason, "team": passed.to_team} if passed else {}
            if suggested.get("level") in STATUTORY_LEVELS:
                del suggested["level"]
            form = _form(request, access, initial={**suggested, **initial_from(state)})
            if form.is_valid():
                _open(access, form, contact_ref=passed.contact_ref if passed else "")
                finish_draft(by=request.worker, form=draft, about=family_ref)
                if passed:
                    accept_passed(ref=passed.ref, purpose=request.purpose, by=request.worker)
                is_opened = True
    except SomebodyElseWasFirst:  # an episode that this worker does not see: another agency holds it
        form.add_error(None, OPEN_ALREADY)
    if is_opened:
        messages.success(request, "The episode is open. Whoever leads it can open the family now.")
        return redirect("casework:episode", family_ref)
    shown = {"family_ref": family_ref, "form": form, "draft": state, "passed": passed}
    return render(request, "casework/open.html", shown, status=422 if form.is_bound else 200)


def _form(request: KithRequest, access: FamilyAccess, initial: dict[str, object]) -> OpenForm:
    worker = request.worker
    people = [(ref, one.name) for ref, one in get_known(access).items()]
    # Whoever does not manage begins with themselves: another is named by a manager.
    only = () if is_manager(worker) else ((worker.staff_id, worker.name),)
    data = request.POST if request.method == "POST" else None
    return OpenForm(data, people=people, agency_id=worker.agency_id, only=only, initial=initial)


def _open(access: FamilyAccess, form: OpenForm, *, contact_ref: str) -> None:
    given = form.cleaned_data
    agency_id = access.standing.worker.agency_id
    open_episode(
        access,
        people=form.chosen(),
        level=given["level"],
        lead=FirstLead(agency_id, given["lead"], given["family_choice"]) if given["lead"] else None,
        reason_code=given["reason_code"],
        reason=given["reason"],
        team=given["team"],
        contact_ref=contact_ref,
    )

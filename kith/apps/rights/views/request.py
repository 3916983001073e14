"""One request: who asks for what, its clock, what was done, and the one step that comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.apps.governance.entry import KithRequest, for_roles
from kith.apps.rights import actions, queries
from kith.apps.rights.forms import CheckForm, DecideForm, PlainForm, WhyForm
from kith.apps.rights.queries.requests import RequestRow
from kith.rules import rights
from kith.rules.access import Role


@dataclass(frozen=True)
class Step:
    """A step that a page may offer: its button, its form, and what it does. ``then`` is the state it leads to."""

    button: str
    form: Callable[..., PlainForm]
    act: Callable[..., None]
    then: str = ""
    label: str = ""
    hint: str = ""


def _words(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {name: data["why"]}


STEPS: dict[str, Step] = {
    "take": Step("Answer this one myself", PlainForm, actions.take_on),
    "check": Step("Keep what was checked", CheckForm, actions.check_request, rights.CHECKED),
    "scope": Step(
        "Keep this", WhyForm, lambda why, **on: actions.agree_scope(scope=why, **on), rights.SCOPED,
        "What exactly they want to see", "Everything, or which years and which agencies. Ask them if it is not clear.",
    ),
    "collect": Step("Collect what is held", PlainForm, actions.order_collecting, rights.COLLECTING),
    "agree": Step("I have read it all: it may go out", PlainForm, actions.agree_as_second_reader, rights.REDACTED),
    "release": Step(
        "It has been given to them", WhyForm, lambda why, **on: actions.release(how=why, **on), rights.RELEASED,
        "How it was given to them", "Agreed with them, to a place that is safe for them.",
    ),
    "decide": Step(
        "Keep the decision", lambda *a, **k: DecideForm(*a, **k),
        lambda why, **on: actions.decide(reason=why, **on), rights.DECIDED,
        "Why, in words that they are told",
        "Most of what Kith holds is held for a public task, where the law lets the council keep it; say so plainly, "
        "and say what was done instead. They may complain to the Information Commissioner.",
    ),
    "tell": Step(
        "They have been told", WhyForm, lambda why, **on: actions.tell_outcome(how=why, **on), rights.TOLD,
        "How they were told",
    ),
    "pause": Step(
        "Stop the clock", WhyForm, lambda why, **on: actions.pause(why=why, **on), "",
        "What you have asked them", "The clock stands still until they answer.",
    ),
    "resume": Step(
        "Start the clock again", WhyForm, lambda why, **on: actions.resume(why=why, **on), "",
        "What they answered",
    ),
    "extend": Step(
        "Take two more months", WhyForm, lambda why, **on: actions.extend(why=why, **on), "",
        "Why it is too complex for one month", "They must be told this within the first month.",
    ),
    "send_back": Step(
        "Send it back", WhyForm, lambda why, **on: actions.send_back(why=why, **on), "",
        "What should be looked at again",
    ),
    "refuse": Step(
        "Refuse", WhyForm, lambda why, **on: actions.refuse(why=why, **on), rights.REFUSED,
        "Why, in words that they are told", "They may complain to the Information Commissioner; say so.",
    ),
}  # fmt: skip


@require_safe
@for_roles(Role.INFORMATION_GOVERNANCE)
def request_page(request: KithRequest, ref: str) -> HttpResponse:
    """Show the request and what may follow."""
    return _page(request, ref)


@require_POST
@for_roles(Role.INFORMATION_GOVERNANCE)
def take_step(request: KithRequest, ref: str) -> HttpResponse:
    """Take the step that was chosen, or show what is missing."""
    name = request.POST.get("step", "")
    if name not in STEPS:
        return redirect("rights:request", ref)
    form = _form(name, request.POST)
    if not form.is_valid():
        return _page(request, ref, tried=(name, form))
    STEPS[name].act(**form.cleaned_data, ref=ref, by=request.worker)
    return redirect("rights:request", ref)


def _page(request: KithRequest, ref: str, *, tried: tuple[str, PlainForm] | None = None) -> HttpResponse:
    page = queries.get_request(request.worker, ref)
    offers = [
        {"name": name, "button": STEPS[name].button, "form": tried[1] if tried and tried[0] == name else _form(name)}
        for name in _offered(page.request, request.worker.worker_id, page.counts)
    ]
    shown = {
        "page": page,
        "row": page.request,
        "next": [offer for offer in offers if offer["name"] not in ASIDE],
        "aside": [offer for offer in offers if offer["name"] in ASIDE],
        "tried": tried[1] if tried else None,
        "needs_other_to_check": page.request.state == rights.RECEIVED
        and page.request.entered_by == request.worker.worker_id,
        "has_items": any(page.counts.values()),
    }
    return render(request, "rights/request.html", shown)


ASIDE = ("take", "pause", "resume", "extend", "refuse", "send_back")


def _form(name: str, data: Any = None) -> PlainForm:
    step = STEPS[name]
    options: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if step.label:
        options |= {"label": step.label, "hint": step.hint}
    return step.form(data, **options)


def _offered(row: RequestRow, worker_id: int, counts: dict[str, int]) -> list[str]:
    """Return the names of the steps that this worker may take now."""
    if row.is_closed:
        return []
    follow = [name for name, step in STEPS.items() if step.then and rights.can_follow(row.kind, row.state, step.then)]
    is_reviewer = row.handler_id == worker_id
    if "agree" in follow and (is_reviewer or counts["TO_REVIEW"]):
        follow.remove("agree")
    if "check" in follow and row.entered_by == worker_id:
        follow.remove("check")
    if row.kind == rights.ERASE and row.state == rights.DECIDED and row.outcome == "GRANTED":
        follow = [name for name in follow if name != "tell"]
    follow += [] if is_reviewer else ["take"]
    follow += ["resume"] if row.is_paused else ["pause"]
    follow += [] if row.extended_because else ["extend"]
    if row.state in (rights.REVIEW, rights.REDACTED) and not is_reviewer:
        follow.append("send_back")
    return follow

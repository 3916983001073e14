"""What is asked for about decisions to share, requests from outside, notices to stop, and reasons that lift a gate."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.agencies.queries import get_agencies
from kith.apps.base.clock import today
from kith.apps.governance.forms.agreements import SHORTEST_REASON, day, line, one_of, words
from kith.apps.governance.policy_data import is_duty_in_force
from kith.apps.governance.queries.decisions import REQUEST_KINDS, list_deciders
from kith.vocabulary.codes.lawful_bases import LAWFUL_BASES

OUTCOMES = [("NOT_SHARED", "Not shared"), ("SHARED", "Shared")]


def _bases() -> list[tuple[str, str]]:
    duty = is_duty_in_force(today())
    return [(one.code, one.words) for one in LAWFUL_BASES.values() if duty or not one.is_duty]


def _agencies() -> list[tuple[str, str]]:
    return sorted(((agency_id, row.name) for agency_id, row in get_agencies().items()), key=lambda each: each[1])


def choose(label: str, help_text: str = "") -> forms.ChoiceField:
    """Return a choice from a list that may be long."""
    return forms.ChoiceField(label=label, help_text=help_text, widget=forms.Select(attrs={"class": "govuk-select"}))


class _Outcome(forms.Form):
    outcome = one_of("What was decided?", OUTCOMES)
    what = words("What was shared, or asked for?", "In plain words. No more of it than is needed.", rows=2)
    basis = one_of("On which lawful basis?", [])
    reason = words("Why?", "Somebody who was not there should understand it.", least=SHORTEST_REASON)
    detriment = words(
        "What harm to the child or adult was feared?",
        "If it was not shared because of harm, say which.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = _bases()  # type: ignore[attr-defined]


class DecisionForm(_Outcome):
    """A decision to share or not, that was made outside a page of Kith."""

    asked_by = line("Who asked?", "Their agency and role.")
    held_by = choose("Which agency holds it?")
    is_identifier_withheld = forms.BooleanField(
        label="The NHS number or other identifier was left out, because it could do harm",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_by"].choices = _agencies()  # type: ignore[attr-defined]
        self.order_fields(["asked_by", "held_by", "what", "outcome", "basis", "reason", "detriment"])


class RequestForm(forms.Form):
    """A request from outside the agreements."""

    kind = one_of("Who is it?", [(code, label) for code, label in REQUEST_KINDS.items() if code != "WITHIN"])
    asked_by = line("Name, role and office of whoever asks")
    about = words("Whom do they ask about?", "As they wrote it. Nobody is looked up for this.", rows=2)
    wanted = words("What do they want to know?", rows=2)
    their_basis = words("What law or order do they rely on?", "As they say it.", rows=2, required=False)
    held_by = choose("Which agency would hold it?")
    received_on = day("Received on")
    decider_id = choose("Who decides?", "Somebody who answers for information, in the agency that holds it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_by"].choices = _agencies()  # type: ignore[attr-defined]
        named = [(pk, f"{name}, {agency}") for pk, name, agency in list_deciders()]
        self.fields["decider_id"].choices = named  # type: ignore[attr-defined]


class RequestDecisionForm(_Outcome):
    """What the named person decides about a request from outside."""


class StoppedForm(forms.Form):
    """What an agency did to stop using what it was shown."""

    what_was_done = words("What did you do?", "For example: taken out of the meeting's notes.", rows=2)


class LiftForm(forms.Form):
    """Why the family's own agreement is lifted."""

    reason = words(
        "What has happened, and what do you need to know to keep somebody safe?",
        "At least 20 characters, about this time. A sample of these is read each week.",
    )

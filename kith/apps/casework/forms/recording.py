"""What is asked after supervision, after somebody answered to the help, and of referrals to services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.casework.forms.choosing import one_of, text_input, words
from kith.apps.casework.models.service_referral import OUTCOMES
from kith.apps.casework.queries.shapes import EpisodePage
from kith.apps.governance.forms.emergency import day_input
from kith.vocabulary.codes.engagement_answers import ENGAGEMENT_ANSWERS


def past_day(label: str) -> forms.DateField:
    """Return a field for a day that has been."""
    return forms.DateField(
        label=label, widget=day_input(), initial=today, validators=[_not_to_come],
        error_messages={"required": "Give the day.", "invalid": "Give a day."},
    )  # fmt: skip


def _not_to_come(day: date) -> None:
    if day > today():
        raise forms.ValidationError("Give today, or a day that has been.")


class SupervisionForm(forms.Form):
    """When they talked, about what, and when they talk again."""

    held_on = past_day("When did you talk?")
    text = words("What was agreed?", "Say what was agreed.", rows=5)
    next_on = forms.DateField(label="When do you talk again?", widget=day_input(), required=False)


class AgreementForm(forms.Form):
    """Who answered what to being asked to work with the help."""

    person_ref = one_of("Who?", [], "Choose who.")
    answer = one_of(
        "What did they answer?",
        ENGAGEMENT_ANSWERS.items(),
        "Choose what they answered.",
        help_text="Every answer is a good one. A no is written down and counted against nobody.",
    )
    in_their_words = words("In their own words", rows=2)
    said_on = past_day("When?")

    def __init__(self, data: Any = None, *, page: EpisodePage, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["person_ref"].choices = [(one.person_ref, one.name) for one in page.people]  # type: ignore[attr-defined]


class ServiceForm(forms.Form):
    """To which service the family was referred, and why."""

    service = forms.CharField(
        label="Which service?", max_length=120, widget=text_input(), error_messages={"required": "Name the service."}
    )
    why = words("What do they hope for?", "Say what they hope for.")
    sent_on = past_day("When was it sent?")


class OutcomeForm(forms.Form):
    """What came of a referral to a service."""

    outcome = one_of("What came of it?", OUTCOMES.items(), "Choose what came of it.")
    note = words("Anything to add?", rows=2)
    on = past_day("When?")

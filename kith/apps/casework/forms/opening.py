"""What is asked of whoever opens an episode, adds people to it, lets it rest, or ends it."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.casework.forms.choosing import (
    Choices,
    family_choice,
    level_choices,
    one_of,
    select,
    staff_choices,
    text_input,
    ticks,
    words,
)
from kith.vocabulary.codes.early_help_closures import EARLY_HELP_CLOSURES
from kith.vocabulary.codes.early_help_reasons import EARLY_HELP_REASONS
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS, STATUTORY_LEVELS


class PeopleForm(forms.Form):
    """Who of the family is helped, and why."""

    people = forms.MultipleChoiceField(
        label="Who is part of it?",
        help_text="Only people you see in this family. Whoever leads the help, and the team, can open their page.",
        widget=ticks(),
        error_messages={"required": "Choose at least one person.", "invalid_choice": "Choose from the list."},
    )
    why = words("Why are they part of it?", rows=2, help_text="In a sentence that they could read.")

    def __init__(self, data: Any = None, *, people: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> dict[str, str]:
        """Return why, for each of those who were chosen."""
        return dict.fromkeys(self.cleaned_data["people"], self.cleaned_data["why"])


class OpenForm(PeopleForm):
    """With whom, why, at which level, and who leads."""

    level = one_of(
        "How intensive will the help be?",
        level_choices(code for code in SERVICE_LEVELS if code not in STATUTORY_LEVELS),
        "Choose a level.",
        help_text="It can step up and down later without anything being written again.",
    )
    reason_code = one_of("What is it mostly about?", EARLY_HELP_REASONS.items(), "Choose what it is mostly about.")
    reason = words("What do the family and you want to change?", "Say what is to change.", rows=4)
    lead = forms.ChoiceField(label="Who leads the help?", widget=select(), required=False)
    family_choice = family_choice()
    team = forms.CharField(
        label="Which team?", max_length=60, widget=text_input("govuk-input--width-20"), required=False
    )
    field_order = ("people", "why", "reason_code", "reason", "level", "lead", "family_choice", "team")

    def __init__(
        self, data: Any = None, *, people: Choices, agency_id: str, only: Choices = (), **options: Any
    ) -> None:
        super().__init__(data, people=people, **options)
        self.fields["lead"].choices = list(only) or staff_choices(agency_id, nobody=True)  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """Why the help rests."""

    reason = words(
        "Why does the help rest?", "Say why it rests.", help_text="For example: the family is away until May."
    )


class EndForm(forms.Form):
    """Why the help ends."""

    reason = one_of("Why does the help end?", EARLY_HELP_CLOSURES.items(), "Choose why it ends.")
    note = words("What has changed for the family?", "Say what has changed.", rows=4)

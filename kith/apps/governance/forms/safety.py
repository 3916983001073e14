"""What is asked for to hide somebody, to clear a worker, and to say that a family is one's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.governance.forms.emergency import day_input, radios, textarea
from kith.vocabulary.codes.shield_reasons import SHIELD_REASONS

A_YEAR = timedelta(days=366)


def _ref_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "govuk-input govuk-input--width-10", "autocomplete": "off"})


def _within_a_year(day: date) -> date:
    if not today() < day <= today() + A_YEAR:
        raise forms.ValidationError("Give a day in the next year.")
    return day


class ShieldForm(forms.Form):
    """Whom to hide, why, and when that is looked at again."""

    person_ref = forms.CharField(
        label="The person's reference",
        help_text="For example 7Q2M9XK4. Check each letter: only this person will be hidden.",
        max_length=20,
        widget=_ref_input(),
        error_messages={"required": "Give the person's reference."},
    )
    reason = forms.ChoiceField(
        label="Why must they not be found?",
        choices=list(SHIELD_REASONS.items()),
        widget=radios(),
        error_messages={"required": "Say why they must not be found."},
    )
    review_on = forms.DateField(
        label="Look at this again on",
        help_text="In the next year. They stay hidden until two people end it, whatever this day is.",
        widget=day_input(),
        error_messages={"required": "Give the day on which this is looked at again."},
    )

    def clean_person_ref(self) -> str:
        """Read the reference as it was meant."""
        return str(self.cleaned_data["person_ref"]).strip().upper()

    def clean_review_on(self) -> date:
        """Keep reviews within a year."""
        return _within_a_year(self.cleaned_data["review_on"])


class EndShieldForm(forms.Form):
    """Why somebody need not be hidden any more."""

    end_reason = forms.CharField(
        label="Why need they not be hidden any more?",
        help_text="Another cleared colleague reads this before they agree. Until then the person stays hidden.",
        max_length=1000,
        widget=textarea(2),
        error_messages={"required": "Say why they need not be hidden any more."},
    )


class KeepShieldForm(forms.Form):
    """When a person who stays hidden is looked at again."""

    review_on = forms.DateField(
        label="Or keep them hidden, and look again on",
        widget=day_input(),
        error_messages={"required": "Give the day on which this is looked at again."},
    )

    def clean_review_on(self) -> date:
        """Keep reviews within a year."""
        return _within_a_year(self.cleaned_data["review_on"])


class ColleagueForm(forms.Form):
    """Who of one's own agency is looked for, by name."""

    asked = forms.CharField(
        label="Their name, or a part of it",
        min_length=2,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Write at least two letters of their name.",
            "min_length": "Write at least two letters of their name.",
        },
    )


class ClearanceForm(forms.Form):
    """Whom to clear, for what, why, and until when; ``asked`` is by what they were found."""

    KINDS = (
        ("SHIELD", "People who must not be found"),
        ("SENSITIVITY:2", "Sensitive records"),
        ("SENSITIVITY:3", "Records that few may see"),
        ("REVIEW", "Comparing two records, to say whether they are one person"),
    )

    asked = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())
    worker_id = forms.TypedChoiceField(
        label="Who?",
        coerce=int,
        widget=radios(),
        error_messages={"required": "Choose who is to be cleared.", "invalid_choice": "Choose somebody you found."},
    )
    cleared_for = forms.ChoiceField(
        label="Cleared for",
        choices=KINDS,
        widget=radios(),
        error_messages={"required": "Say what they are cleared for."},
    )
    reason = forms.CharField(
        label="Why do they need it?", max_length=1000, widget=textarea(2), error_messages={"required": "Say why."}
    )
    valid_to = forms.DateField(
        label="Until",
        help_text="In the next year, and not after their training for it runs out.",
        widget=day_input(),
        error_messages={"required": "Give the day on which the clearance ends."},
    )

    def __init__(self, data: Any, *, found: tuple[tuple[int, str, str], ...], asked: str) -> None:
        super().__init__(data, initial={"asked": asked, "worker_id": found[0][0] if len(found) == 1 else None})
        self.fields["worker_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (worker_id, f"{name}, staff number {staff_id}") for worker_id, name, staff_id in found
        ]

    def clean_valid_to(self) -> date:
        """Keep clearances within a year."""
        return _within_a_year(self.cleaned_data["valid_to"])

    def clean(self) -> dict[str, Any]:
        """Split what they are cleared for into its kind and level."""
        said = super().clean() or {}
        kind, _, level = str(said.get("cleared_for", "")).partition(":")
        return {**said, "kind": kind, "level": int(level) if level else None}


class InterestForm(forms.Form):
    """Which family is one's own; for a manager also whose."""

    family_ref = forms.CharField(
        label="The family's reference",
        max_length=20,
        widget=_ref_input(),
        error_messages={"required": "Give the family's reference."},
    )
    staff_id = forms.CharField(
        label="Whose family is it?",
        help_text="A colleague's staff number; leave it empty if it is your own.",
        max_length=60,
        required=False,
        widget=_ref_input(),
    )

    def clean_family_ref(self) -> str:
        """Read the reference as it was meant."""
        return str(self.cleaned_data["family_ref"]).strip().upper()


class HideForm(forms.Form):
    """Which bond of a family is not to be told, why, and when that is looked at again."""

    bond = forms.ChoiceField(
        label="Which bond?", widget=radios(), error_messages={"required": "Choose the bond that is not to be told."}
    )
    reason = forms.ChoiceField(
        label="Why must it not be told?",
        choices=[("UNDISCLOSED", "The child or family has not been told"), ("ADOPTION", "The child was adopted")],
        widget=radios(),
        error_messages={"required": "Say why it must not be told."},
    )
    review_on = forms.DateField(
        label="Look at this again on",
        help_text="In the next year. It stays hidden until somebody ends it, whatever this day is.",
        widget=day_input(),
        error_messages={"required": "Give the day on which this is looked at again."},
    )

    def __init__(self, data: Any, *, bonds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["bond"].choices = bonds  # type: ignore[attr-defined]  # a ChoiceField

    def clean_review_on(self) -> date:
        """Keep reviews within a year."""
        return _within_a_year(self.cleaned_data["review_on"])

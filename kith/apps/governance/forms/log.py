"""What the pages about the log ask for: what to look for, what to make of a reason, what to withhold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from kith.apps.audit.queries import MARKS, LogFilter
from kith.apps.base.clock import today
from kith.apps.governance.queries.log_words import ACTION_WORDS
from kith.apps.governance.queries.purposes import PURPOSE_LABELS
from kith.rules.access import Role

LONGEST_WITHHELD = timedelta(days=183)


def _any_of(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Any"), *choices],
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )


def _day(label: str, *, required: bool = False, hint: str = "") -> forms.DateField:
    attrs = {"type": "date", "class": "govuk-input govuk-input--width-10"}
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"),
        error_messages={"invalid": f"Give a day for “{label}”.", "required": f"Give a day for “{label}”."},
    )


class LogFilterForm(forms.Form):
    """Which lines to show; all empty: all."""

    agency_id = _any_of("Agency", [])
    role = _any_of("Role", [(role.value, role.value.replace("_", " ").capitalize()) for role in Role])
    action = _any_of("What was done", [(code, words.capitalize()) for code, words in ACTION_WORDS.items()])
    purpose = _any_of("Purpose", [(code.value, words.capitalize()) for code, words in PURPOSE_LABELS.items()])
    outcome = _any_of("Answer", [("ALLOWED", "Shown"), ("DENIED", "Refused")])
    since = _day("From")
    until = _day("To")
    family_ref = forms.CharField(
        label="Family's reference, exactly",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency_id"].choices = [("", "Any"), *agencies]  # type: ignore[attr-defined]

    def clean_family_ref(self) -> str:
        """Read the reference as it was meant."""
        return str(self.cleaned_data["family_ref"]).strip().upper()

    def as_filter(self, *, with_lists: bool) -> LogFilter:
        """Return what was asked for, with lists that name no family or without."""
        return LogFilter(**self.cleaned_data, with_lists=with_lists)


class MarkForm(forms.Form):
    """What an auditor makes of one typed reason."""

    mark = forms.ChoiceField(
        label="What do you make of it?",
        choices=list(MARKS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you make of this reason."},
    )
    note = forms.CharField(
        label="A note, if it needs one",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )


class WithholdForm(forms.Form):
    """Why an entry is not shown to the person it is about, and when somebody looks again."""

    why = forms.CharField(
        label="What harm could come of showing it?",
        help_text="A second person reads this. It is kept.",
        min_length=20,
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
        error_messages={"required": "Say what harm could come of it.", "min_length": "Say a little more."},
    )
    review_on = _day("Look at it again on", required=True, hint="Within six months. It stays withheld until then.")

    def clean_review_on(self) -> Any:
        """Take a day from tomorrow to six months on."""
        day = self.cleaned_data["review_on"]
        if not today() < day <= today() + LONGEST_WITHHELD:
            raise forms.ValidationError("Choose a day from tomorrow to six months from now.")
        return day

"""What is asked of whoever says that somebody lives at a place no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.governance.forms.emergency import day_input, textarea


class LeftForm(forms.Form):
    """Who has left where, since when, and how it is known. Not where they live now: nobody is moved by this."""

    home = forms.ChoiceField(
        label="Who no longer lives where?",
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"required": "Choose who no longer lives where."},
    )
    left_on = forms.DateField(
        label="Since when?",
        help_text="If you do not know the day, give the first day on which you know that they were gone.",
        widget=day_input(),
        error_messages={"required": "Give the day since when they are gone.", "invalid": "Give a day."},
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="The people themselves may read this. It stays with your name. Do not write where they live now.",
        max_length=1000,
        widget=textarea(2),
        error_messages={"required": "Say how you know it."},
    )

    def __init__(self, data: Any, *, homes: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["home"].choices = [("", "Choose"), *homes]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_left_on(self) -> date:
        """Keep to what has happened."""
        day: date = self.cleaned_data["left_on"]
        if day > today():
            raise forms.ValidationError("Give today, or a day that has been.")
        return day

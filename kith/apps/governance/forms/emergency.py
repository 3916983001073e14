"""What is asked for before a family is opened in an emergency, and of those who review it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.governance.queries.emergency import OUTCOME_WORDS

LONGEST_WITHHELD = timedelta(days=366)


def textarea(rows: int = 4) -> forms.Textarea:
    """Return a box for some sentences."""
    return forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})


def radios() -> forms.RadioSelect:
    """Return a choice of a few."""
    return forms.RadioSelect(attrs={"class": "govuk-radios__input"})


def day_input() -> forms.DateInput:
    """Return a field for a day."""
    return forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}, format="%Y-%m-%d")


class OpeningForm(forms.Form):
    """Which family, and why. Whether the reason will do is for ``rules.emergency``."""

    family_ref = forms.CharField(
        label="The family's reference",
        help_text="Eight letters and figures, as a colleague or the front door gave it to you.",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Give the family's reference."},
    )
    reason = forms.CharField(
        label="What has happened, and what do you need to know?",
        help_text="A sentence that a reviewer who was not there will understand. It is kept.",
        max_length=2000,
        widget=textarea(),
        error_messages={"required": "Say what has happened and what you need to know."},
    )

    def clean_family_ref(self) -> str:
        """Read the reference as it was meant."""
        return str(self.cleaned_data["family_ref"]).strip().upper()


class ReviewForm(forms.Form):
    """If it was right to open, and whether the family may be told now."""

    outcome = forms.ChoiceField(
        label="Was it right?",
        choices=list(OUTCOME_WORDS.items()),
        widget=radios(),
        error_messages={"required": "Say if it was right."},
    )
    note = forms.CharField(
        label="How do you know?",
        help_text="What you looked at and whom you asked.",
        max_length=2000,
        widget=textarea(),
        error_messages={"required": "Say how you know."},
    )
    is_told = forms.ChoiceField(
        label="May the family be told that it was opened?",
        choices=[("yes", "Yes, tell them now"), ("no", "Not yet: it could put somebody in danger")],
        widget=radios(),
        error_messages={"required": "Say if the family may be told."},
    )
    withheld_reason = forms.CharField(label="If not yet, why not?", max_length=1000, widget=textarea(2), required=False)
    withheld_until = forms.DateField(label="If not yet, look at it again on", widget=day_input(), required=False)

    def clean(self) -> dict[str, Any]:
        """Holding it back takes a reason and a day, at most a year away."""
        said = super().clean() or {}
        if said.get("is_told") == "no":
            until: date | None = said.get("withheld_until")
            if not said.get("withheld_reason"):
                self.add_error("withheld_reason", "Say why the family cannot be told yet.")
            if until is None or not today() < until <= today() + LONGEST_WITHHELD:
                self.add_error("withheld_until", "Give a day in the next year on which this is looked at again.")
        else:
            said["withheld_reason"], said["withheld_until"] = "", None
        return said

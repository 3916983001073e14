"""What is asked of a reviewer about two records, and of whoever says that one person is two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kith.apps.governance.forms.emergency import radios, textarea

ANSWERS = (
    ("SAME", "Yes, the same person"),
    ("NOT_SAME", "No, two people"),
    ("CANNOT_TELL", "I cannot tell from this"),
)


class AnswerForm(forms.Form):
    """One person or two, and what tells."""

    answer = forms.ChoiceField(
        label="Is this one person?",
        choices=ANSWERS,
        widget=radios(),
        error_messages={"required": "Say if this is one person, two, or you cannot tell."},
    )
    reason = forms.CharField(
        label="What tells you so?",
        help_text="A few words. Give no more about the people than you need to.",
        max_length=500,
        widget=textarea(2),
        error_messages={"required": "Say what tells you so."},
    )


class TakeApartForm(forms.Form):
    """Which records are somebody else's, and why."""

    records = forms.MultipleChoiceField(
        label="Which of these are somebody else's?",
        help_text="Leave at least one. Two with the same name may be of two people.",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
        error_messages={"required": "Pick the records that are somebody else's."},
    )
    how = forms.ChoiceField(
        label="How sure are you?",
        choices=(
            ("DOUBT", "I doubt it: leave out what they say, and have somebody compare them"),
            ("TWO", "I am sure: these are two people. A colleague must agree"),
        ),
        widget=radios(),
        error_messages={"required": "Say how sure you are."},
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="For whoever reads this next year, and for the two people themselves.",
        max_length=1000,
        widget=textarea(3),
        error_messages={"required": "Say how you know."},
    )

    def __init__(self, *args: Any, records: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["records"].choices = list(records)  # type: ignore[attr-defined]

    def clean_records(self) -> list[str]:
        """Leave somebody."""
        picked = list(self.cleaned_data["records"])
        if len(picked) == len(self.fields["records"].choices):  # type: ignore[attr-defined]
            raise forms.ValidationError("Leave at least one record.")
        return picked

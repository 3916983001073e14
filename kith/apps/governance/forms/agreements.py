"""What is asked for on the pages about agreements and about the table of role and purpose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from kith.apps.agencies.queries import get_agencies
from kith.apps.base.clock import today
from kith.apps.governance.policy_data import is_duty_in_force
from kith.apps.governance.queries import PURPOSE_LABELS
from kith.apps.governance.queries.agreement_pages import KIND_WORDS
from kith.rules.access import LEVELS, Purpose
from kith.rules.policy_change import OPEN_ROLES
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.lawful_bases import LAWFUL_BASES

SHORTEST_REASON = 20


def words(label: str, help_text: str = "", *, rows: int = 3, least: int = 0, required: bool = True) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        min_length=least or None,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows}),
        error_messages={
            "required": f"Fill in: {label[0].lower()}{label[1:].rstrip('?')}.",
            "min_length": f"Say it in a sentence, of at least {least} characters.",
        },
    )


def line(label: str, help_text: str = "", *, required: bool = True, longest: int = 200) -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
        error_messages={"required": f"Fill in: {label[0].lower()}{label[1:].rstrip('?')}."},
    )


def one_of(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """Return a choice of one."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": f"Choose: {label[0].lower()}{label[1:].rstrip('?')}."},
    )


def some_of(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    """Return a choice of several."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
        error_messages={"required": f"Choose at least one: {label[0].lower()}{label[1:].rstrip('?')}."},
    )


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={"required": f"Give a day: {label[0].lower()}{label[1:]}.", "invalid": "This is no day."},
    )


class AgreementForm(forms.Form):
    """The terms of an agreement."""

    title = line("What is it called?", "As it reads in a sentence: the Wexmoor early help agreement.")
    kind = one_of("What kind of agreement is it?", [])
    givers = some_of("Who gives?", [])
    receivers = some_of("Who receives?", [])
    categories = some_of("What flows?", [])
    purposes = some_of("For which purposes?", [])
    max_level = one_of("How much, at most?", [])
    basis = one_of("On which lawful basis?", [])
    needs_family_agreement = forms.BooleanField(
        label="It rests on what each person says: nothing flows about anybody who has not said yes",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )
    dpia_ref = line("Reference of the impact assessment", required=False, longest=60)
    document_name = line("Name of the signed document", required=False)
    document_sha256 = line(
        "Its SHA-256, so that it can be told from another", "64 characters; from sha256sum.", required=False, longest=64
    )
    quality_assured_by = line("Quality assured by", required=False)
    valid_from = day("First day")
    last_day = day("Last day", "At the midnight after it, everything under the agreement is switched off.")
    review_on = day("Look at it again on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = sorted((row.name, agency_id) for agency_id, row in get_agencies().items())
        named = [(agency_id, name) for name, agency_id in agencies]
        duty = is_duty_in_force(today())
        choices: dict[str, list[tuple[Any, str]]] = {
            "kind": list(KIND_WORDS.items()),
            "givers": named,
            "receivers": named,
            "categories": [(one.code, one.label) for one in CATEGORIES.values() if one.code != "PROTECTED_ADDRESS"],
            "purposes": [(purpose.value, label) for purpose, label in PURPOSE_LABELS.items()],
            "max_level": [(level, label) for level, label in LEVELS.items() if level],
            "basis": [(one.code, one.words) for one in LAWFUL_BASES.values() if duty or not one.is_duty],
        }
        for name, its in choices.items():
            self.fields[name].choices = its  # type: ignore[attr-defined]

    def clean_document_sha256(self) -> str:
        """Refuse what cannot be a SHA-256."""
        given = str(self.cleaned_data["document_sha256"]).strip().lower()
        if given and (len(given) != 64 or set(given) - set("0123456789abcdef")):
            raise forms.ValidationError("This is no SHA-256: it has 64 characters, 0 to 9 and a to f.")
        return given

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("valid_from"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day is before the first.")
        return given

    def terms(self) -> dict[str, Any]:
        """Return the terms as an agreement keeps them: the end is the first day on which it no longer holds."""
        given = dict(self.cleaned_data)
        given["valid_to"] = given.pop("last_day") + timedelta(days=1)
        given["max_level"] = int(given["max_level"])
        return given


class EndForm(forms.Form):
    """Why an agreement ends before its day."""

    reason = words("Why does it end today?", "Whoever relies on it will read this.", least=SHORTEST_REASON)


class PolicyForm(forms.Form):
    """A level for every role and purpose, and why it changes."""

    reason = words("Why should it change?", "The colleague who approves it reads this.", least=SHORTEST_REASON)

    def __init__(self, *args: Any, caps: dict[tuple[str, str], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in OPEN_ROLES:
            for purpose in Purpose:
                self.fields[f"{role.value}__{purpose.value}"] = forms.TypedChoiceField(
                    choices=list(LEVELS.items()),
                    coerce=int,
                    initial=caps.get((role, purpose), 0),
                    widget=forms.Select(attrs={"class": "govuk-select"}),
                )

    def cell(self, role: str, purpose: str) -> Any:
        """Return the field of one cell."""
        return self[f"{role}__{purpose}"]

    def caps(self) -> dict[tuple[str, str], int]:
        """Return the whole table as it was chosen."""
        return {
            (role.value, purpose.value): self.cleaned_data[f"{role.value}__{purpose.value}"]
            for role in OPEN_ROLES
            for purpose in Purpose
        }

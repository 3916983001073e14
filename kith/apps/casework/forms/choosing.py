"""The choices that the forms of an episode share: people of the family, workers, levels, and how the family took it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms

from kith.apps.agencies.queries import list_helpers
from kith.apps.casework.models.lead_spell import CHOICES
from kith.apps.governance.forms.emergency import radios, textarea
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

Choices = Sequence[tuple[str, str]]
NOBODY_YET = ("", "Nobody yet")


def select() -> forms.Select:
    """Return a choice of one from many."""
    return forms.Select(attrs={"class": "govuk-select"})


def text_input(width: str = "") -> forms.TextInput:
    """Return a field for a few words."""
    return forms.TextInput(attrs={"class": f"govuk-input {width}".strip(), "autocomplete": "off"})


def ticks() -> forms.CheckboxSelectMultiple:
    """Return a choice of several."""
    return forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"})


def words(label: str, missing: str = "", *, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Return a field for some sentences, which must be filled in where ``missing`` says what to ask for."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=4000,
        widget=textarea(rows),
        required=bool(missing),
        error_messages={"required": missing},
    )


def one_of(
    label: str, choices: Iterable[tuple[str, str]], missing: str = "", *, help_text: str = ""
) -> forms.ChoiceField:
    """Return a choice of one from a few, which must be made where ``missing`` says what to ask for."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=list(choices),
        widget=radios(),
        required=bool(missing),
        error_messages={"required": missing, "invalid_choice": missing or "Choose from the list."},
    )


def level_choices(codes: Iterable[str] = SERVICE_LEVELS) -> list[tuple[str, str]]:
    """Return levels to choose from, the least intensive first."""
    return [(code, SERVICE_LEVELS[code].label) for code in codes]


def staff_choices(agency_id: str, *, nobody: bool = False) -> list[tuple[str, str]]:
    """Return the workers of an agency to choose from, by name."""
    return [*([NOBODY_YET] if nobody else []), *list_helpers(agency_id)]


def family_choice() -> forms.ChoiceField:
    """Return how the family took it, who leads their help."""
    return one_of(
        "What does the family say?", CHOICES.items(), "Say what the family says, or that they were not asked."
    )

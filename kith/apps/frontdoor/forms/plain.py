"""Draws boxes in the design's classes, and the kinds of box that the forms of this room share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

LONGEST = 20_000  # what somebody tells is not cut short
SHORTEST = 20
DAYS = ["%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y"]
_CLASSES = {
    forms.Textarea: "textarea",
    forms.RadioSelect: "radios__input",
    forms.CheckboxSelectMultiple: "checkboxes__input",
    forms.CheckboxInput: "checkboxes__input",
    forms.Select: "select",
}


class PlainForm(forms.Form):
    """Gives every box its class."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            widget = field.widget
            name = next((each for kind, each in _CLASSES.items() if isinstance(widget, kind)), "input")
            # The design draws its own error summary; a browser's bubbles speak only where there are no scripts.
            widget.attrs = {"class": f"govuk-{name}", "autocomplete": "off", "spellcheck": "true"} | widget.attrs
            if isinstance(widget, forms.Textarea):
                widget.attrs.setdefault("rows", "5")


def text_box(label: str, missing: str, *, hint: str = "", needed: bool = True, rows: int = 5) -> forms.CharField:
    """Return a box for as many words as somebody needs."""
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST, required=needed, strip=True,
        widget=forms.Textarea(attrs={"rows": str(rows)}), error_messages={"required": missing},
    )  # fmt: skip


def line(label: str, missing: str = "", *, hint: str = "", longest: int = 200, width: str = "") -> forms.CharField:
    """Return a box for a line; needed where it says what is missing without it."""
    attrs = {"class": f"govuk-input govuk-input--width-{width}"} if width else {}
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(missing),
        widget=forms.TextInput(attrs=attrs), error_messages={"required": missing},
    )  # fmt: skip


def one_of(label: str, choices: Iterable[tuple[str, str]], missing: str = "", *, hint: str = "") -> forms.ChoiceField:
    """Return a choice of one, all to be seen at once."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list(choices), widget=forms.RadioSelect, required=bool(missing),
        error_messages={"required": missing, "invalid_choice": missing or "Choose one of these"},
    )  # fmt: skip


def from_list(
    label: str, choices: Iterable[tuple[str, str]], missing: str = "", *, hint: str = ""
) -> forms.ChoiceField:
    """Return a choice of one from a list too long to be seen at once."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=[("", "Choose"), *choices], widget=forms.Select, required=bool(missing),
        error_messages={"required": missing, "invalid_choice": missing or "Choose one from the list"},
    )  # fmt: skip


def some_of(label: str, choices: Iterable[tuple[str, str]], missing: str = "", *, hint: str = "") -> Any:
    """Return a choice of any number."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=list(choices), widget=forms.CheckboxSelectMultiple,
        required=bool(missing), error_messages={"required": missing},
    )  # fmt: skip


def long_enough(text: str, what: str) -> str:
    """Return words that say something, or raise."""
    if len(" ".join(text.split())) < SHORTEST:
        raise forms.ValidationError(f"{what} in at least {SHORTEST} characters: somebody else must understand it")
    return text

"""What is asked of whoever corrects how two members of a family are related."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.governance.forms.emergency import day_input, radios, textarea
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS

Choices = Sequence[tuple[str, str]]
_CHOOSE = ("", "Choose")


def _list() -> forms.Select:
    """A list that opens: a family of thirty as two lists of buttons would fill a telephone many times over."""
    return forms.Select(attrs={"class": "govuk-select"})


class _SaidForm(forms.Form):
    """Since when it is so, and how it is known."""

    said_on = forms.DateField(
        label="Since when?",
        help_text="If it never was so, or you do not know, give today.",
        widget=day_input(),
        error_messages={"required": "Give the day since when it is so.", "invalid": "Give a day."},
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="The people themselves may read this. It stays with your name.",
        max_length=1000,
        widget=textarea(2),
        error_messages={"required": "Say how you know it."},
    )

    def clean_said_on(self) -> date:
        """Keep to what has happened."""
        day: date = self.cleaned_data["said_on"]
        if day > today():
            raise forms.ValidationError("Give today, or a day that has been.")
        return day

    def said(self) -> dict[str, Any]:
        """Return what was decided, since when and why."""
        given = self.cleaned_data
        decision = given.get("decision") or "MISSING"
        return {"decision": decision, "said_on": given["said_on"], "reason": given["reason"]}


class WrongBondForm(_SaidForm):
    """Which bond is wrong or has ended."""

    bond = forms.ChoiceField(
        label="Which one?", widget=_list(), error_messages={"required": "Choose what is wrong or has ended."}
    )
    decision = forms.ChoiceField(
        label="What about it?",
        choices=[("WRONG", "It is wrong, and never was so"), ("ENDED", "It was so, and has ended")],
        widget=radios(),
        error_messages={"required": "Say whether it is wrong or has ended."},
    )
    field_order = ("bond", "decision", "said_on", "reason")

    def __init__(self, data: Any, *, bonds: Choices, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["bond"].choices = [_CHOOSE, *bonds]  # type: ignore[attr-defined]  # a ChoiceField


class MissingBondForm(_SaidForm):
    """Who is what to whom; both are chosen from the family, never named."""

    one = forms.ChoiceField(label="Who?", widget=_list(), error_messages={"required": "Choose who."})
    kind = forms.ChoiceField(
        label="Is what?",
        choices=[
            _CHOOSE,
            *((kind.code, f"{kind.label} of") for kind in RELATION_KINDS.values() if kind.strength == "STRONG"),
        ],
        widget=_list(),
        error_messages={"required": "Choose how they are related."},
    )
    other = forms.ChoiceField(label="Of whom?", widget=_list(), error_messages={"required": "Choose of whom."})
    field_order = ("one", "kind", "other", "said_on", "reason")

    def __init__(self, data: Any, *, members: Choices, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for name in ("one", "other"):
            self.fields[name].choices = [_CHOOSE, *members]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Ask for two people."""
        given = super().clean() or self.cleaned_data
        if given.get("one") and given.get("one") == given.get("other"):
            self.add_error("other", "Choose somebody else: nobody is related to themselves.")
        return given

"""What is asked for on the page about working together and sharing."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.rules.sharing import SELF_FROM_AGE

TOGETHER = [("AGREED", "Yes, they work with us"), ("DECLINED", "No, they do not want it"), ("ENDED", "They ended it")]
SHARING = [("GIVEN", "Yes, share it"), ("REFUSED", "No, do not share it")]


def _words(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
        error_messages={"required": "Write it down in a sentence."},
    )


def _one_of(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": "Choose one."},
    )


class TogetherForm(forms.Form):
    """Whether somebody works with the help that was offered."""

    answer = _one_of("Do they want to work with us?", TOGETHER)
    in_their_words = _words("In their own words", "What they said, as they said it.", required=False)


class SharingForm(forms.Form):
    """What one voice says of sharing."""

    voice = _one_of("Whose voice is this?", [])
    answer = _one_of("What do they say?", SHARING)
    evidence = _words("How did they say it?", "For example: at home on 3 November, after it was explained.")
    capacity_note = _words(
        "Why do you think they understood it?",
        f"Needed for somebody under {SELF_FROM_AGE} who speaks for themselves.",
        required=False,
    )

    def __init__(self, *args: Any, voices: list[tuple[str, str]], age: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.age = age
        self.fields["voice"].choices = voices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask why a child was thought to understand."""
        given = super().clean() or self.cleaned_data
        is_young = self.age is None or self.age < SELF_FROM_AGE
        if given.get("voice") == "SELF" and is_young and not given.get("capacity_note", "").strip():
            self.add_error("capacity_note", "Say why you think they understood it.")
        return given


class SettleForm(forms.Form):
    """What a manager decides where two voices differ."""

    answer = _one_of("What do you decide?", SHARING)
    evidence = _words("Why?", "Both of them may read this.")


class WithdrawForm(forms.Form):
    """How somebody took back their yes."""

    evidence = _words("What did they say?", required=False)

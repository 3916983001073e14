"""What is typed on the family's own pages and on a lead worker's pages about them."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.portal.actions.sign_ins import NO, NOT_SURE, PAPER_QUESTIONS, QUESTIONS, YES, SafetyQuestion
from kith.apps.portal.models.family_account import AGREED, WHO_LOOKED, WHO_WORKS

SHORTEST_PASSPHRASE = 12
SHOWS = (
    (WHO_LOOKED, "Who has looked at my information"),
    (WHO_WORKS, "Who works with me"),
    (AGREED, "What I agreed to"),
)
RIGHTS = (
    ("CORRECT", "Put something right that is wrong"),
    ("OBJECT", "Say no to how my information is used"),
    ("ACCESS", "Have a copy of what is written about me"),
    ("ERASE", "Have something taken out"),
)
SHOWS_ON_PAPER = (
    (WHO_LOOKED, "Who has looked at their information"),
    (WHO_WORKS, "Who works with them"),
    (AGREED, "What they agreed to"),
)
ANSWERS = ((YES, "Yes"), (NO, "No"), (NOT_SURE, "I am not sure"))


class EnterForm(forms.Form):
    """A card's number, and the passphrase or the card's code."""

    card = forms.CharField(
        label="Card number",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the number on your card."},
    )
    typed = forms.CharField(
        label="Passphrase",
        help_text="The first time, type the code on your card.",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type your passphrase, or the code on your card."},
    )


class ChooseForm(forms.Form):
    """A passphrase of one's own, typed twice."""

    passphrase = forms.CharField(
        label="Your passphrase",
        help_text="Three or four words that nobody who knows you would guess. At least 12 letters.",
        min_length=SHORTEST_PASSPHRASE,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Type a passphrase.",
            "min_length": "That is too short. Use three or four words, 12 letters or more.",
        },
    )
    again = forms.CharField(
        label="The same once more",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the same passphrase once more."},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ, and one letter over and over."""
        typed = super().clean() or {}
        if typed.get("passphrase") and len(set(typed["passphrase"].lower())) < 5:
            self.add_error("passphrase", "That is too easy to guess. Use different words.")
        if typed.get("again") and typed.get("passphrase") and typed["again"] != typed["passphrase"]:
            self.add_error("again", "The two are not the same.")
        return typed


class AskForm(forms.Form):
    """A question to the lead worker."""

    words = forms.CharField(
        label="What do you want to ask?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your question.", "max_length": "That is too long. Make it shorter."},
    )


class AnswerForm(forms.Form):
    """A lead worker's answer."""

    question = forms.CharField(max_length=20, widget=forms.HiddenInput)
    person = forms.CharField(max_length=20, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Your answer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write an answer."},
    )


class ShowForm(forms.Form):
    """What an advocate is shown."""

    shows = forms.MultipleChoiceField(
        label="What may they see?",
        choices=SHOWS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AdvocateForm(ShowForm):
    """Who the advocate is, in the person's own words, and what they are shown."""

    called = forms.CharField(
        label="Who is it?",
        help_text="A name that you know them by.",
        max_length=80,
        error_messages={"required": "Say who it is."},
    )
    field_order = ("called", "shows")


def _answered(asked: SafetyQuestion, name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=asked.asks.format(name=name),
        help_text=asked.why.format(name=name),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": f"Answer: {asked.asks.format(name=name)}"},
    )


class PaperForm(forms.Form):
    """What a lead worker answers before they print one person's log."""

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for asked in PAPER_QUESTIONS:
            self.fields[asked.code] = _answered(asked, name)


class SafetyForm(forms.Form):
    """The safety questions about one person; ``is_child`` asks how it is known that a child understands."""

    def __init__(self, *args: Any, name: str, is_child: bool, for_advocate: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for asked in QUESTIONS:
            self.fields[asked.code] = _answered(asked, name)
        if is_child:
            self.fields["competence_note"] = forms.CharField(
                label=f"How do you know that {name} understands what they will see, and what it means?",
                help_text="Write what they said, in a sentence or two.",
                min_length=20,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={
                    "required": "Say how you know that they understand.",
                    "min_length": "Say a little more about how you know.",
                },
            )
        if for_advocate:
            self.fields["called"] = forms.CharField(
                label="Who is the advocate?",
                help_text=f"As {name} calls them.",
                max_length=80,
                error_messages={"required": "Say who it is."},
            )
            self.fields["shows"] = forms.MultipleChoiceField(
                label=f"What did {name} choose to show them, on the paper they signed?",
                choices=SHOWS_ON_PAPER,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question, once the form is valid."""
        return {asked.code: self.cleaned_data[asked.code] for asked in QUESTIONS}


class RightsForm(forms.Form):
    """What the person asks for, by right."""

    kind = forms.ChoiceField(
        label="What do you want?",
        choices=RIGHTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
    )
    words = forms.CharField(
        label="Tell us more",
        help_text="What is wrong, or what do you not want? Use your own words.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a few words.", "max_length": "That is too long. Make it shorter."},
    )

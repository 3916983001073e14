"""The forms of this room: every box has a label that says what to write, and a slip is named beside it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kith.apps.rights.actions.receive import CHANNELS, PORTAL
from kith.apps.rights.clocks import label_of
from kith.apps.rights.definitions import load_schedule
from kith.apps.rights.models.bundle_item import INCLUDED, REDACTED, WITHHELD
from kith.apps.rights.models.legal_hold import CATEGORY, EVERYTHING, FAMILY, PERSON
from kith.apps.rights.models.request import DECLINED, GRANTED, OTHER, PARENT, PARTLY, SELF
from kith.apps.rights.queries.requests import KIND_WORDS
from kith.vocabulary.codes.withholding_reasons import WITHHOLDING_REASONS

_REF = re.compile(r"[A-Z0-9-]{4,20}")
_SHORTEST = 20


class PlainForm(forms.Form):
    """Draws boxes in the design's classes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            widget = field.widget
            name = "textarea" if isinstance(widget, forms.Textarea) else "input"
            name = "select" if isinstance(widget, forms.Select) and not isinstance(widget, forms.RadioSelect) else name
            name = "radios__input" if isinstance(widget, forms.RadioSelect) else name
            widget.attrs |= {"class": f"govuk-{name}", "autocomplete": "off"}
            if isinstance(widget, forms.Textarea):
                widget.attrs["rows"] = 4


def _text(label: str, missing: str, *, hint: str = "", longest: int = 2000, needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, widget=forms.Textarea, required=needed,
        error_messages={"required": missing},
    )  # fmt: skip


def _choice(label: str, choices: dict[str, str], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices.items()), widget=forms.RadioSelect, error_messages={"required": missing}
    )


def _ref(label: str, hint: str, *, needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        required=needed,
        error_messages={"required": f"Write {label[0].lower()}{label[1:]}"},
    )


def _clean_ref(text: str) -> str:
    ref = text.strip().upper()
    if ref and not _REF.fullmatch(ref):
        raise forms.ValidationError("This is no reference. It has letters and figures, as on the family's page")
    return ref


class WhyForm(PlainForm):
    """One reason, long enough to be understood a year from now."""

    why = _text("Why", "Say why")

    def __init__(self, *args: Any, label: str = "Why", hint: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].label, self.fields["why"].help_text = label, hint
        if label != "Why":
            self.fields["why"].error_messages["required"] = f"Write this down: {label[:1].lower()}{label[1:]}"

    def clean_why(self) -> str:
        """Take words that say something."""
        why = " ".join(str(self.cleaned_data["why"]).split())
        if len(why) < _SHORTEST:
            raise forms.ValidationError(f"Say it in at least {_SHORTEST} characters: somebody else must understand it")
        return why


class PersonForm(PlainForm):
    """A person, by the reference on their family's page."""

    person_ref = _ref("The person's reference", "It is on the family's page; whoever works with them can tell you.")

    def clean_person_ref(self) -> str:
        """Take what can be a reference."""
        return _clean_ref(self.cleaned_data["person_ref"])


class FindForm(PlainForm):
    """Whose reference is looked for: both names and the birth date, exactly."""

    forename = forms.CharField(label="First name", max_length=60, error_messages={"required": "Write their first name"})
    surname = forms.CharField(label="Last name", max_length=60, error_messages={"required": "Write their last name"})
    born_on = forms.DateField(
        label="Date of birth",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Give their date of birth", "invalid": "Give their date of birth as a day"},
    )


class ReceiveForm(PersonForm):
    """What somebody asks, as they asked it."""

    kind = _choice("What they ask", KIND_WORDS, "Choose what they ask")
    channel = _choice(
        "How they asked",
        {code: words.capitalize() for code, words in CHANNELS.items() if code != PORTAL},
        "Choose how they asked",
    )
    words = _text("What they asked, in their words", "Write what they asked")


class CheckForm(PlainForm):
    """Who asks, how that was checked, and by what right."""

    asked_as = _choice(
        "Who asks",
        {
            SELF: "The person themselves",
            PARENT: "A parent, for their child",
            OTHER: "Somebody else, with their authority",
        },
        "Choose who asks",
    )
    asked_by_ref = _ref(
        "The asker's own reference, if Kith knows them",
        "For a parent this matters: it is how Kith keeps back what one parent must not learn about the other.",
        needed=False,
    )
    how_checked = _text(
        "How you know it is them", "Say how you know it is them", hint="What you saw, not a copy of it."
    )
    authority = _text(
        "By what right, if somebody else asks", "", needed=False,
        hint="For a parent: the paper that shows parental responsibility. Else: the signed authority.",
    )  # fmt: skip
    competence = _text(
        "If it is about a child: what the child understands and wants", "", needed=False,
        hint="A child who understands what is asked speaks for themselves; write what they said.",
    )  # fmt: skip

    def clean_asked_by_ref(self) -> str:
        """Take what can be a reference."""
        return _clean_ref(self.cleaned_data["asked_by_ref"])

    def clean(self) -> dict[str, Any]:
        """Ask for the right where somebody else asks, and for the child's view where a parent does."""
        cleaned = super().clean() or {}
        if cleaned.get("asked_as") in (PARENT, OTHER) and not cleaned.get("authority"):
            self.add_error("authority", "Say by what right they ask")
        if cleaned.get("asked_as") == PARENT and not cleaned.get("competence"):
            self.add_error("competence", "Say what the child understands and wants")
        return cleaned


class DecideForm(WhyForm):
    """What was decided and why, in words that the person is told."""

    field_order = ("outcome", "why")
    outcome = _choice("What you decide", {GRANTED: "Yes", PARTLY: "In part", DECLINED: "No"}, "Choose what you decide")


class ItemForm(PlainForm):
    """What becomes of one thing in a bundle."""

    state = _choice(
        "What becomes of it",
        {INCLUDED: "Include it", REDACTED: "Include it without some words", WITHHELD: "Leave it out"},
        "Choose what becomes of it",
    )
    words = _text(
        "Words to leave out", "", needed=False, hint="One stretch on each line, exactly as it stands in the text."
    )
    reason = forms.ChoiceField(
        label="Why something is left out",
        required=False,
        choices=[("", ""), *((one.code, f"{one.label} ({one.law})") for one in WITHHOLDING_REASONS.values())],
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words and the reason where something is left out."""
        cleaned = super().clean() or {}
        if cleaned.get("state") in (REDACTED, WITHHELD) and not cleaned.get("reason"):
            self.add_error("reason", "Choose why it is left out")
        if cleaned.get("state") == REDACTED and not cleaned.get("words"):
            self.add_error("words", "Write the words to leave out")
        return cleaned


class HoldForm(PlainForm):
    """What must be kept, and by whose authority."""

    scope = _choice(
        "What must be kept",
        {PERSON: "All about one person", FAMILY: "All about one family", CATEGORY: "One kind, of everybody",
         EVERYTHING: "Everything"},
        "Choose what must be kept",
    )  # fmt: skip
    of = _ref("The person's or family's reference", "Leave it empty for the other two.", needed=False)
    category = forms.ChoiceField(label="Which kind, for one kind of everybody", required=False)
    authority = forms.CharField(
        label="By whose authority", max_length=200, help_text="The court, inquiry or law.",
        error_messages={"required": "Say by whose authority"},
    )  # fmt: skip
    reason = _text("Why", "Say why")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = sorted({category for rule in load_schedule().rules for category in rule.categories})
        choices = [("", ""), *((code, label_of(code).capitalize()) for code in known)]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]

    def clean_of(self) -> str:
        """Take what can be a reference."""
        return _clean_ref(self.cleaned_data["of"])

    def clean(self) -> dict[str, Any]:
        """Ask for what the scope needs."""
        cleaned = super().clean() or {}
        if cleaned.get("scope") in (PERSON, FAMILY) and not cleaned.get("of"):
            self.add_error("of", "Write the reference")
        if cleaned.get("scope") == CATEGORY:
            cleaned["of"] = cleaned.get("category")
            if not cleaned["of"]:
                self.add_error("category", "Choose which kind")
        return cleaned

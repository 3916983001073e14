"""The forms by which a contact is written down and worked on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from kith.apps.frontdoor.forms.plain import PlainForm, from_list, line, long_enough, one_of, some_of, text_box
from kith.apps.frontdoor.models.contact import NO, NOT_ASKED, UNSAFE, YES
from kith.apps.frontdoor.shapes import FamilyKnows, NewContact, ToldBy
from kith.vocabulary.codes.contact_channels import CONTACT_CHANNELS, OWN_WAY, WEB_FORM
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES
from kith.vocabulary.codes.contact_reasons import CONTACT_REASONS
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES
from kith.vocabulary.codes.feedback_ways import FEEDBACK_WAYS, IN_KITH
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

URGENCIES = tuple((each.code, each.label) for each in CONTACT_URGENCIES.values())
TOLD = ((YES, "Yes, they know"), (NO, "No, not yet"), (UNSAFE, "No: it would not be safe to tell them"))
AGREED = ((YES, "Yes"), (NO, "No"), (NOT_ASKED, "They were not asked"))
CHANNELS = tuple((code, label) for code, label in CONTACT_CHANNELS.items() if code not in (WEB_FORM, OWN_WAY))


class NewForm(PlainForm):
    """What somebody told us by telephone, letter or in person."""

    words = text_box("What did they tell you?", "Write down what they told you", rows=8,
                  hint="In their words as far as you can. The family may read this one day.")  # fmt: skip
    source_code = from_list("Who told you?", REFERRAL_SOURCES.items(), "Choose who told you")
    told_by_name = line("Their name", hint="Leave it empty where they give none")
    told_by_agency = line("Their school, service or organisation")
    told_by_phone = line("How they want to be told what comes of it", hint="A telephone number or secure e-mail")
    channel = one_of("How did it reach you?", CHANNELS, "Choose how it reached you")
    urgency = one_of("How urgent is it?", URGENCIES, "Choose how urgent it is", hint="It starts the clock")
    came_on = forms.DateField(
        label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    came_at = forms.TimeField(
        label="Time", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    is_restricted = forms.BooleanField(
        label="For cleared colleagues alone: somebody here works for an agency, or must not be found", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Take a moment that is not still to come; without one it is now."""
        cleaned = super().clean() or {}
        now = timezone.now()
        cleaned["received_at"] = now
        if cleaned.get("came_on"):
            at = timezone.make_aware(
                datetime.combine(cleaned["came_on"], cleaned.get("came_at") or datetime.min.time())
            )
            if at > now:
                self.add_error("came_on", "This is still to come: write when it reached you, or leave it empty")
            cleaned["received_at"] = at
        elif cleaned.get("came_at"):
            self.add_error("came_on", "Give the day too, or leave both empty")
        return cleaned

    @property
    def new(self) -> NewContact:
        """What was written, once the form is valid."""
        values = self.cleaned_data
        told_by = ToldBy(
            values["source_code"], values["told_by_name"], values["told_by_agency"], values["told_by_phone"]
        )
        return NewContact(
            channel=values["channel"], told_by=told_by, words=values["words"], received_at=values["received_at"],
            urgency=values["urgency"], is_restricted=values["is_restricted"],
        )  # fmt: skip


class AboutForm(PlainForm):
    """How urgent it is, and what about."""

    urgency = one_of("How urgent is it?", URGENCIES, "Choose how urgent it is", hint="It sets the clock")
    reasons = some_of("What is it about?", CONTACT_REASONS.items(), "Choose at least one", hint="Choose all that fit")


class FamilyForm(PlainForm):
    """Whether the family knows and wants it, and how they can be reached."""

    family_told = one_of("Does the family know that we were told?", TOLD, "Choose if the family knows")
    family_told_note = text_box("What they said, or why they were not told", "", needed=False, rows=3)
    agreed = one_of(
        "Do they want help?", AGREED, "Choose if they want help",
        hint="Early help rests on their yes. Keeping somebody safe does not wait for it.",
    )  # fmt: skip
    safe_to_contact = text_box("How, when and with whom is it safe to reach them?", "", needed=False, rows=3)

    @property
    def knows(self) -> FamilyKnows:
        """What was written, once the form is valid."""
        values = self.cleaned_data
        return FamilyKnows(
            values["family_told"], values["family_told_note"], values["agreed"], values["safe_to_contact"]
        )


class WordsForm(PlainForm):
    """More of what somebody said."""

    words = text_box("What did they say?", "Write down what they said")


class WhyForm(PlainForm):
    """A reason that somebody else understands."""

    why = text_box("Why?", "Say why", rows=3)

    def __init__(self, *args: Any, label: str = "Why?", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].label = label

    def clean_why(self) -> str:
        """Take a reason that says something."""
        return long_enough(str(self.cleaned_data["why"]), "Say why")


class NoteForm(PlainForm):
    """What was learnt."""

    note = text_box("What matters of it for this decision?", "Write what matters of it, or that nothing does", rows=4)

    def __init__(self, *args: Any, label: str = "", hint: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].label = label or self.fields["note"].label
        self.fields["note"].help_text = hint


class DecideForm(PlainForm):
    """What is decided, why, and who takes it on."""

    outcome = one_of(
        "What do you decide?", [(each.code, each.label) for each in CONTACT_OUTCOMES.values()], "Choose what you decide"
    )
    reason = text_box("Why?", "Say why", hint="What you know, what you do not, and why this is the right help now. "
                   "The family may read it.")  # fmt: skip
    to_agency_id = from_list("Who takes it on?", (), hint="They accept it, or give it back with a reason")
    to_team = line("Which team?", longest=100)
    level = from_list("How much help do you propose?", [(each.code, each.label) for each in SERVICE_LEVELS.values()])

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_agency_id"].choices = [("", "Nobody else"), *agencies]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", "Not said"), *list(self.fields["level"].choices)[1:]]  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        """Take a reason that says something."""
        return long_enough(str(self.cleaned_data["reason"]), "Say why")

    def clean(self) -> dict[str, Any]:
        """Ask who takes it on where somebody must."""
        cleaned = super().clean() or {}
        outcome = CONTACT_OUTCOMES.get(cleaned.get("outcome", ""))
        if outcome and outcome.is_passed and not cleaned.get("to_agency_id"):
            self.add_error("to_agency_id", "Choose who takes it on")
        return cleaned


class AnswerForm(PlainForm):
    """What whoever told us is told."""

    text = text_box("What do you tell them?", "Write what you tell them", hint="What was decided and what they can do "
                 "now. Nothing about the family that they did not tell you themselves.")  # fmt: skip
    how = one_of("How do you tell them?", FEEDBACK_WAYS.items(), "Choose how you tell them")

    def __init__(self, *args: Any, is_in_kith: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [(code, label) for code, label in FEEDBACK_WAYS.items() if is_in_kith or code != IN_KITH]
        self.fields["how"].choices = ways  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Take an answer that says something."""
        return long_enough(str(self.cleaned_data["text"]), "Say it")


class AskForm(PlainForm):
    """One yes-or-no question to partners about one person of the contact."""

    number = one_of("About whom?", (), "Choose whom it is about")
    question = one_of("What do you need to know?", (), "Choose a question")
    reason = text_box(
        "Why do you ask?", "Say why you ask", rows=3, hint="The agencies do not see it; the family may one day"
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], questions: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["number"].choices = people  # type: ignore[attr-defined]
        self.fields["question"].choices = questions  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        """Take a reason that says something."""
        return long_enough(str(self.cleaned_data["reason"]), "Say why you ask")

"""What is asked for in a note, of what is significant, of facts that are chosen, and of what a line means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kith.apps.casework.forms.choosing import Choices, one_of, text_input, ticks, words
from kith.apps.casework.forms.recording import past_day
from kith.apps.casework.models.case_note import DAY, FAMILY, KINDS, PRECISIONS, TEAM, TOLD_TO
from kith.apps.casework.models.chronology_entry import IMPACTS
from kith.apps.casework.queries.chronology import EntryLine, FactChoice
from kith.apps.governance.forms.emergency import textarea

HIDDEN = "These words name somebody who must not be found, or where they are."
_MOST = 20_000


def tick(label: str, help_text: str = "") -> forms.BooleanField:
    """Return one box to tick."""
    widget = forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"})
    return forms.BooleanField(label=label, help_text=help_text, required=False, widget=widget)


class WarnedForm(forms.Form):
    """A form that asks once more where its words name somebody who must not be found; ``warns`` says that they do.

    Only those who may know of them are ever warned: to others the question would tell that somebody is hidden.
    """

    sure = tick("Keep it so: only workers who are cleared for them will read it")

    def __init__(self, data: Any = None, *, warns: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        self.warns = warns
        if not warns:
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        """Ask for the tick beside the warning."""
        given = super().clean() or self.cleaned_data
        if self.warns and not given.get("sure"):
            self.add_error("sure", f"{HIDDEN} Take that out, or say that it is to be kept so.")
        return given


class SignificantForm(WarnedForm):
    """What the chronology says of a note."""

    headline = forms.CharField(
        label="What happened, in a line", max_length=120, widget=text_input(), required=False,
        help_text="Only for the chronology, where it stands beside the name of each of them.",
    )  # fmt: skip
    impact = one_of("What did it do?", IMPACTS.items())
    action_taken = words("What was done about it?", rows=2)

    def clean_headline(self) -> str:
        """One is needed wherever something is significant."""
        headline = str(self.cleaned_data["headline"]).strip()
        if self.is_significant and not headline:
            raise forms.ValidationError("Say in a line what happened.")
        return headline

    @property
    def is_significant(self) -> bool:
        """Answer whether it goes into the chronology."""
        return True


class NoteForm(SignificantForm):
    """One note about one or several of the family; a tick puts it into the chronology as well."""

    people = forms.MultipleChoiceField(
        label="Who is it about?",
        help_text="Write it once for all of them.",
        widget=ticks(),
        error_messages={"required": "Choose at least one person.", "invalid_choice": "Choose from the list."},
    )
    kind = one_of("What was it?", KINDS.items(), "Choose what it was.")
    happened_on = past_day("When?")
    precision = one_of("How exactly is that known?", PRECISIONS.items(), "Say how exactly that is known.")
    text = forms.CharField(
        label="What happened, and what was said?",
        help_text="So that the family could read it over your shoulder. Their own words, as they said them.",
        max_length=_MOST,
        widget=textarea(8),
        error_messages={"required": "Write the note."},
    )
    told_to = one_of(
        "Who reads it?", TOLD_TO.items(), "Choose who reads it.",
        help_text="Nobody reads it who may not know of everybody it is about.",
    )  # fmt: skip
    significant = tick("It is significant: put it into the chronology")
    field_order = (
        "people", "kind", "happened_on", "precision", "text", "told_to", "sure", "significant", "headline", "impact",
        "action_taken",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, people: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["precision"].initial, self.fields["told_to"].initial = DAY, TEAM

    @property
    def is_significant(self) -> bool:
        """Answer whether it was ticked."""
        return bool(self.data.get("significant")) if self.is_bound else False


class TakeBackForm(forms.Form):
    """Why a note is wrong."""

    why = words(
        "What is wrong in it?", "Say what is wrong.", rows=2, help_text="Its words stay, crossed out, with your reason."
    )


class ChooseForm(forms.Form):
    """Which of the agencies' facts belong into the chronology."""

    facts = forms.MultipleChoiceField(
        label="What belongs into it?",
        help_text="Only what shows how things came to be as they are. What each says stays with its agency.",
        widget=ticks(),
        error_messages={"required": "Choose at least one.", "invalid_choice": "Choose from the list."},
    )
    told_to = one_of("Who reads the line?", [(code, TOLD_TO[code]) for code in (TEAM, FAMILY)], "Choose who reads it.")

    def __init__(self, data: Any = None, *, offered: Sequence[FactChoice], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["told_to"].initial = TEAM
        choices = [(one.key, _words(one)) for one in offered]
        self.fields["facts"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class EntryForm(SignificantForm):
    """What a line of the chronology means, and what the family says of it."""

    analysis = words("What does it mean for them?", rows=4)
    family_view = words("What does the family say of it?", rows=4, help_text="In their own words.")
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    field_order = ("headline", "impact", "action_taken", "analysis", "family_view", "sure", "seen")

    def __init__(self, data: Any = None, *, line: EntryLine, **options: Any) -> None:
        held = {
            "headline": line.what, "impact": line.impact, "action_taken": line.action_taken, "analysis": line.analysis,
            "family_view": line.family_view,
        }  # fmt: skip
        super().__init__(data, **options | {"initial": held | options.get("initial", {}) | {"seen": line.version}})
        if not line.note_ref:
            del self.fields["headline"]


def _words(one: FactChoice) -> str:
    detail = f", {one.detail}" if one.detail else ""
    return f"{one.when}. {one.who}: {one.what}{detail} ({one.agency_name})"

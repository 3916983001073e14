"""The form by which a question is asked: one family, exact identifiers, a real reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.enquiries.asked import NHS_NUMBER, POSTCODE, SCHEMES, UPN, Whom, normal_value
from kith.apps.enquiries.catalogue import Question, load_limits, load_questions

_NUMBERS = {NHS_NUMBER: "nhs_number", UPN: "upn", POSTCODE: "postcode"}


class AskForm(forms.Form):
    """Every part must be given; of the three identifiers, one."""

    question = forms.CharField(error_messages={"required": "Choose a question"})
    forename = forms.CharField(max_length=60, label="First name", error_messages={"required": "Write their first name"})
    surname = forms.CharField(max_length=60, label="Last name", error_messages={"required": "Write their last name"})
    day = forms.IntegerField(min_value=1, max_value=31, required=False, label="Day")
    month = forms.IntegerField(min_value=1, max_value=12, required=False, label="Month")
    year = forms.IntegerField(min_value=1900, max_value=2100, required=False, label="Year")
    nhs_number = forms.CharField(max_length=20, required=False, label="NHS number")
    upn = forms.CharField(max_length=20, required=False, label="Unique pupil number (UPN)")
    postcode = forms.CharField(max_length=10, required=False, label="Postcode")
    reason = forms.CharField(
        max_length=1000, label="Why you ask", widget=forms.Textarea, error_messages={"required": "Say why you ask"}
    )
    case_ref = forms.CharField(
        max_length=40, label="Contact or case number", error_messages={"required": "Give the contact or case number"}
    )

    def __init__(self, data: Any = None, *, purpose: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.purpose = purpose

    def clean_question(self) -> str:
        """Take only a question that can be asked for this purpose now."""
        code = str(self.cleaned_data["question"])
        question = load_questions().get(code)
        if question is None or not question.is_available or self.purpose not in question.purposes:
            raise forms.ValidationError("Choose a question that can be answered now")
        return code

    def clean_reason(self) -> str:
        """Take a reason that says something."""
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        least = load_limits().reason_at_least_characters
        if len(reason) < least:
            raise forms.ValidationError(
                f"Say why you ask in at least {least} characters: the family may read it one day"
            )
        return reason

    def clean(self) -> dict[str, Any]:
        """Take a day that exists and one identifier that is well formed."""
        cleaned = super().clean() or {}
        self._take_birth_date(cleaned)
        self._take_identifier(cleaned)
        return cleaned

    def _take_birth_date(self, cleaned: dict[str, Any]) -> None:
        try:
            born_on = date(cleaned.get("year") or 0, cleaned.get("month") or 0, cleaned.get("day") or 0)
        except ValueError:
            self.add_error("day", "Write the date of birth as three numbers, such as 31 1 2016")
            return
        if born_on > today():
            self.add_error("day", "This date of birth is still to come")
        cleaned["born_on"] = born_on

    def _take_identifier(self, cleaned: dict[str, Any]) -> None:
        given = {scheme: cleaned.get(field) or "" for scheme, field in _NUMBERS.items() if cleaned.get(field)}
        if not given:
            self.add_error("nhs_number", "Give one of NHS number, pupil number or postcode")
            return
        for scheme, text in given.items():
            value = normal_value(scheme, text)
            if value is None:
                self.add_error(_NUMBERS[scheme], f"This is not a {_SHORT[scheme]}; check each character")
            elif "value" not in cleaned:
                cleaned["scheme"], cleaned["value"] = scheme, value

    @property
    def whom(self) -> Whom:
        """Who is meant, once the form is valid."""
        values = self.cleaned_data
        return Whom(values["forename"], values["surname"], values["born_on"], values["scheme"], values["value"])


_SHORT = {NHS_NUMBER: "NHS number", UPN: "pupil number", POSTCODE: "postcode"}
assert set(_SHORT) == set(SCHEMES)


class HelpedForm(forms.Form):
    """Whether an answer helped, and which decision."""

    helped = forms.ChoiceField(
        choices=(("yes", "Yes"), ("no", "No")),
        error_messages={"required": "Say if it helped", "invalid_choice": "Say if it helped"},
    )
    which = forms.CharField(max_length=300, required=False, label="Which decision?")

    def clean(self) -> dict[str, Any]:
        """Ask which decision where one was helped."""
        cleaned = super().clean() or {}
        if cleaned.get("helped") == "yes" and not cleaned.get("which"):
            self.add_error("which", "Say in a few words which decision it helped")
        return cleaned


class ReasonForm(forms.Form):
    """A reason, for what needs one."""

    reason = forms.CharField(
        max_length=1000, label="Why", widget=forms.Textarea, error_messages={"required": "Say why"}
    )

    def clean_reason(self) -> str:
        """Take a reason that says something."""
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        least = load_limits().reason_at_least_characters
        if len(reason) < least:
            raise forms.ValidationError(f"Say why in at least {least} characters")
        return reason


class FollowUpForm(forms.Form):
    """What a holder did after a notice; a refusal says why."""

    outcome = forms.ChoiceField(
        choices=(("TALKED", "We talked"), ("SUMMARY", "We gave a summary"), ("REFUSED", "We will not share")),
        error_messages={"required": "Choose what you did", "invalid_choice": "Choose what you did"},
    )
    reason = forms.CharField(max_length=1000, required=False, label="Why you will not share")
    detriment = forms.CharField(max_length=1000, required=False, label="What harm sharing would do")

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where sharing is refused."""
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "REFUSED" and len((cleaned.get("reason") or "").strip()) < 20:
            self.add_error("reason", "Say in at least 20 characters why you will not share: it is kept as a decision")
        return cleaned


def grouped(questions: dict[str, Question], purpose: str) -> list[tuple[str, list[Question]]]:
    """Return the questions by group: those for this purpose; of the rest, those that are not ready for anybody."""
    groups: dict[str, list[Question]] = {}
    for question in questions.values():
        if purpose in question.purposes:
            groups.setdefault(question.group, []).append(question)
    return list(groups.items())

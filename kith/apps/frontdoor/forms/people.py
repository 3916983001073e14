"""The form for one child or adult, alone or as one row of many."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kith.apps.base.clock import today
from kith.apps.frontdoor.forms.plain import DAYS, PlainForm, line, one_of
from kith.apps.frontdoor.models.contact_person import CHILD
from kith.apps.frontdoor.shapes import ROLE_WORDS, Named
from kith.vocabulary.identifiers import nhs_number_of, postcode_of, upn_of

_NUMBERS = {
    "nhs_number": (nhs_number_of, "an NHS number"),
    "upn": (upn_of, "a pupil number"),
    "postcode": (postcode_of, "a postcode"),
}
_MORE = ("address", "postcode", "nhs_number", "upn", "needs")
_LINES = ("forename", "surname", "born_said", "relation", "address", "postcode", "nhs_number", "upn", "needs")


class PersonForm(PlainForm):
    """Nothing of it is needed: somebody may be known by little. What is written must be right."""

    role = one_of("Child or adult?", ROLE_WORDS.items(), "Choose if this is a child or an adult")
    forename = line("First name", longest=100)
    surname = line("Last name", longest=100)
    born_on = forms.DateField(
        label="Date of birth", required=False, input_formats=DAYS, help_text="For example, 31/1/2016",
        widget=forms.DateInput(attrs={"class": "govuk-input govuk-input--width-10"}, format="%d/%m/%Y"),
        error_messages={"invalid": "Write the date of birth as numbers, such as 31/1/2016"},
    )  # fmt: skip
    born_said = line("Or about how old", longest=60, width="10")
    relation = line("Who they are to the others", hint="For example: mother, her partner, cousin", longest=100)
    address = line("Where they live", longest=300)
    postcode = line("Postcode", longest=10, width="10")
    nhs_number = line("NHS number", longest=14, width="10")
    upn = line("Pupil number (UPN)", longest=13, width="10")
    needs = line("Languages, an interpreter, how to reach them", longest=500)

    def clean_born_on(self) -> date | None:
        """Take a day that has been; a baby to come has none yet."""
        born: date | None = self.cleaned_data.get("born_on")
        if born and (born > today() or born.year < 1900):
            raise forms.ValidationError("Look at the year of this date of birth")
        return born

    def clean_postcode(self) -> str:
        """Take it in its one form."""
        return self._number("postcode")

    def clean_nhs_number(self) -> str:
        """Take it in its one form."""
        return self._number("nhs_number")

    def clean_upn(self) -> str:
        """Take it in its one form."""
        return self._number("upn")

    def _number(self, name: str) -> str:
        given = str(self.cleaned_data.get(name) or "")
        read, words = _NUMBERS[name]
        value = read(given)
        if given and value is None:
            raise forms.ValidationError(f"This is not {words}; check each character, or leave it empty")
        return value or ""

    @property
    def named(self) -> Named:
        """Who was written down, once the form is valid."""
        values = self.cleaned_data
        lines = {name: values[name] for name in _LINES}
        return Named(role=values["role"], born_on=values["born_on"], **lines)


class RowForm(PersonForm):
    """One of many on the partners' form: a row left empty is nobody."""

    def __init__(self, data: Any, *, number: int, role: str, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"p{number}", initial={"role": role} | initial)
        self.number = number
        self.fields["role"].required = False
        self.fields["address"].label = "Where they live, if somewhere else"
        self.fields["postcode"].label = "Postcode there"

    @property
    def first(self) -> list[forms.BoundField]:
        """What whoever tells of somebody mostly knows."""
        return [field for field in self if field.name not in _MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        """What stands closed until it is wanted: a page with all of it for each of three people is not read."""
        return [self[name] for name in _MORE]

    @property
    def has_more(self) -> bool:
        """Answer whether something of it is filled in, or wrong."""
        return any(field.value() or field.errors for field in self.more)

    def clean_role(self) -> str:
        """Take a child where nothing is chosen."""
        return self.cleaned_data.get("role") or CHILD

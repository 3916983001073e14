"""The form by which a partner tells the front door of a family: their own words first, then who is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.frontdoor.forms.contact import AGREED, TOLD
from kith.apps.frontdoor.forms.people import RowForm
from kith.apps.frontdoor.forms.plain import PlainForm, from_list, line, one_of, some_of, text_box
from kith.apps.frontdoor.models.contact_person import ADULT, CHILD
from kith.apps.frontdoor.shapes import MOST_PEOPLE, FamilyKnows, Named, NewContact, ToldBy
from kith.vocabulary.codes.contact_channels import WEB_FORM
from kith.vocabulary.codes.contact_reasons import CONTACT_REASONS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES
from kith.vocabulary.identifiers import postcode_of

# What a worker's kind of agency most likely is in the national list; they can choose another.
SOURCE_OF_KIND = {
    "S": "2A", "N": "2B", "H": "3F", "M": "3F", "L": "4", "C": "5A", "A": "5A", "B": "5B", "D": "5B", "Y": "5B",
    "E": "5D", "P": "6", "R": "7", "V": "8",
}  # fmt: skip
FIRST_ROWS = 3
MORE_ROWS = 3
DANGER = (("NO", "No"), ("YES", "Yes. I have rung 999, or will ring now"))


class ReferForm(PlainForm):
    """Everything but the people."""

    words = text_box("What has happened, and what worries you?", "Write what has happened", rows=8,
                  hint="What you saw or heard, and what is going well. The family may read this.")  # fmt: skip
    reasons = some_of("What is it about?", CONTACT_REASONS.items(), "Choose at least one", hint="Choose all that fit")
    danger = one_of("Is somebody in danger now?", DANGER, "Choose if somebody is in danger now")
    address = line("Where does the family live?", longest=300)
    postcode = line("Its postcode", longest=10, width="10", hint="Once for all of them. It helps us find them exactly.")
    family_told = one_of("Does the family know that you are telling us?", TOLD, "Choose if the family knows")
    family_told_note = text_box("What they said, or why they were not told", "", needed=False, rows=3)
    agreed = one_of("Do they want help?", AGREED, "Choose if they want help")
    safe_to_contact = text_box("How, when and with whom is it safe to reach them?", "", needed=False, rows=3)
    phone = line("A telephone number where we reach you", "Give a telephone number", width="20")
    source_code = from_list(
        "What are you to the family?", REFERRAL_SOURCES.items(), "Choose what you are to the family"
    )
    is_restricted = forms.BooleanField(
        label="Somebody in this works for an agency here, is related to one who does, or must not be found",
        required=False,
    )

    def clean_postcode(self) -> str:
        """Take it in its one form."""
        given = str(self.cleaned_data.get("postcode") or "")
        value = postcode_of(given)
        if given and value is None:
            raise forms.ValidationError("This is not a postcode; check each character, or leave it empty")
        return value or ""

    def new(self, worker: SignedInWorker, rows: PeopleRows) -> NewContact:
        """Return what was written, once both are valid."""
        values = self.cleaned_data
        return NewContact(
            channel=WEB_FORM,
            told_by=ToldBy(values["source_code"], worker.name, worker.agency_name, values["phone"]),
            words=values["words"],
            received_at=timezone.now(),
            reasons=tuple(values["reasons"]),
            urgency="RED" if values["danger"] == "YES" else "",
            is_restricted=values["is_restricted"],
            knows=FamilyKnows(
                values["family_told"], values["family_told_note"], values["agreed"], values["safe_to_contact"]
            ),
            people=tuple(self._housed(form.named) for form in rows.forms if form.named.is_anybody),
        )

    def _housed(self, one: Named) -> Named:
        """Return somebody with the family's address where none of their own was given."""
        if one.address or one.postcode:
            return one
        return replace(one, address=self.cleaned_data["address"], postcode=self.cleaned_data["postcode"])


class PeopleRows:
    """As many rows for people as were asked for; one button adds more, and nothing that was typed is lost."""

    def __init__(self, sent: Mapping[str, Any] | None, *, initial: Mapping[str, Any] | None = None) -> None:
        given = sent if sent is not None else initial or {}
        asked = str(given.get("rows", ""))
        self.count = min(int(asked) if asked.isdecimal() and len(asked) < 4 else FIRST_ROWS, MOST_PEOPLE)
        if sent is not None and "more" in sent:
            self.count = min(self.count + MORE_ROWS, MOST_PEOPLE)
        self.forms = [self._form(sent, given, number) for number in range(1, self.count + 1)]

    def _form(self, sent: Mapping[str, Any] | None, given: Mapping[str, Any], number: int) -> RowForm:
        role = ADULT if number == FIRST_ROWS else CHILD
        begins = f"p{number}-"
        typed = {name.removeprefix(begins): value for name, value in given.items() if name.startswith(begins)}
        return RowForm(sent, number=number, role=role, initial=typed)

    def with_what_was_typed(self, sent: Mapping[str, Any]) -> PeopleRows:
        """Return the rows filled as they were sent, before anything in them is judged."""
        return PeopleRows(None, initial={**{name: sent[name] for name in sent}, "rows": str(self.count)})

    @property
    def can_grow(self) -> bool:
        """Answer whether another row fits."""
        return self.count < MOST_PEOPLE

    def is_valid(self) -> bool:
        """Answer whether every row is right, and somebody stands in one of them."""
        return all([form.is_valid() for form in self.forms])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, with where it stands: for the summary."""
        return [
            (form[name].id_for_label, f"Person {form.number}: {error}")
            for form in self.forms
            for name, errors in form.errors.items()
            for error in errors
        ]

"""The form by which advice is written down that was given about a family nobody named."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.frontdoor.actions.advise import tells_who
from kith.apps.frontdoor.forms.plain import PlainForm, from_list, line, some_of, text_box
from kith.vocabulary.codes.contact_reasons import CONTACT_REASONS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES


class AdviceForm(PlainForm):
    """Who rang, what about, and what they were told."""

    source_code = from_list("Who rang?", REFERRAL_SOURCES.items(), "Choose who rang")
    agency = line("Their school, service or organisation", "Write where they ring from")
    reasons = some_of("What was it about?", CONTACT_REASONS.items(), "Choose at least one")
    asked = text_box(
        "What did they ask?", "Write what they asked", hint="Without a name, a number, an address or a date of birth"
    )
    advice = text_box("What did you advise?", "Write what you advised")
    should_tell_us = forms.BooleanField(label="I asked them to tell us who it is, as a contact", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse what says whom it is about."""
        cleaned = super().clean() or {}
        for name in ("asked", "advice"):
            if tells_who(str(cleaned.get(name) or "")):
                self.add_error(
                    name, "Take out the number, postcode or date: advice is kept without saying whom it is about"
                )
        return cleaned

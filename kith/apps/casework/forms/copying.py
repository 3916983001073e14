"""What is asked before a copy of the chronology is taken: for whom, and as which kind of file."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.casework.forms.choosing import one_of

MINE, FAMILY = "MINE", "FAMILY"
_WHOSE = (
    (MINE, "For my work: every line that I may see"),
    (FAMILY, "For the family: only what the family reads"),
)
_FILES = (("word", "Word"), ("ods", "Spreadsheet (ODS)"), ("pdf", "PDF"))


class CopyForm(forms.Form):
    """For whom, and which file."""

    whose = one_of("Whom is it for?", _WHOSE, "Choose whom it is for.")
    file = one_of("As what?", [], "Choose a kind of file.")

    def __init__(self, data: Any = None, *, has_pdf: bool, **options: Any) -> None:
        super().__init__(data, **options)
        offered = [one for one in _FILES if has_pdf or one[0] != "pdf"]
        self.fields["file"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

"""What is asked of a manager when a worker leaves: who goes on with each of their families, all in one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kith.apps.casework.forms.choosing import one_of, select
from kith.apps.casework.queries.work import FamilyLine
from kith.vocabulary.codes.worker_change_reasons import WORKER_CHANGE_REASONS

_AS_ALL, _KEEPS = ("", "As for all of them"), ("KEEP", "Nobody yet: they keep it for now")
_ALONE = ("", "Choose")


class LeaverForm(forms.Form):
    """One choice for each family; what is left out stays where it is."""

    to_all = forms.ChoiceField(
        label="Who goes on with all of them?",
        help_text="For any one family you can choose somebody else below.",
        widget=select(),
        required=False,
    )
    reason = one_of("Why?", WORKER_CHANGE_REASONS.items(), "Choose why.")

    def __init__(
        self, data: Any = None, *, families: Sequence[FamilyLine], staff: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.families = families
        self.fields["to_all"].choices = [("", "Nobody: I choose for each"), *staff]  # type: ignore[attr-defined]
        as_all = _AS_ALL if len(families) > 1 else _ALONE
        for line in families:
            self.fields[self._key(line)] = forms.ChoiceField(
                label=line.name or f"Family {line.family_ref}",
                choices=[as_all, *staff, _KEEPS],
                widget=select(),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one family."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.given():
            raise forms.ValidationError("Choose who goes on with at least one of the families.")
        return given

    def given(self) -> dict[int, str]:
        """Return who goes on with which episode."""
        to_all = self.cleaned_data.get("to_all", "")
        chosen = {line.episode_id: self.cleaned_data.get(self._key(line), "") or to_all for line in self.families}
        return {episode_id: staff_id for episode_id, staff_id in chosen.items() if staff_id not in ("", _KEEPS[0])}

    def rows(self) -> list[tuple[FamilyLine, Any]]:
        """Return each family with its choice, for the page."""
        return [(line, self[self._key(line)]) for line in self.families]

    @staticmethod
    def _key(line: FamilyLine) -> str:
        return f"to-{line.episode_id}"

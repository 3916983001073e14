"""The forms of links: to whom one goes, and what its recipient says."""

from __future__ import annotations

from django import forms


class MakeForm(forms.Form):
    """Which agency, and who there."""

    agency_name = forms.CharField(max_length=200, label="Agency", error_messages={"required": "Name the agency"})
    contact_name = forms.CharField(
        max_length=200, label="Who there will answer", error_messages={"required": "Name who will answer"}
    )


class CodeForm(forms.Form):
    """The code that was told by telephone."""

    code = forms.CharField(max_length=20, label="Code", error_messages={"required": "Type the code"})


class SaidForm(forms.Form):
    """The answer, with the code once more, since the page keeps nothing."""

    code = forms.CharField(max_length=20, widget=forms.HiddenInput)
    said = forms.ChoiceField(
        choices=(("YES", "Yes"), ("NO", "No"), ("SPEAK", "Ring us: it is better said than written")),
        error_messages={"required": "Choose an answer", "invalid_choice": "Choose an answer"},
    )

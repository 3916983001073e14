"""What is asked when help steps up or down, somebody else leads, the team changes, or a manager is to agree."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.agencies.queries import find_colleagues, get_agencies
from kith.apps.casework.forms.choosing import (
    NOBODY_YET,
    family_choice,
    level_choices,
    one_of,
    select,
    staff_choices,
    text_input,
    words,
)
from kith.apps.casework.queries.shapes import DecisionLine, EpisodePage
from kith.rules.level_changes import NEEDED_ROLES
from kith.vocabulary.codes.lead_roles import LEAD_ROLES, TEAM_ROLES
from kith.vocabulary.codes.worker_change_reasons import WORKER_CHANGE_REASONS

FAMILY, AS_FAMILY = "FAMILY", "AS_FAMILY"


class LevelForm(forms.Form):
    """Whose level, to which, and why; who is needed beside the lead worker can be named at once."""

    whose = one_of("Whose help?", [], "Say whose help it is.")
    to = one_of("To which level?", [], "Choose a level.")
    reason = words(
        "Why?", "Say why.", help_text="Nothing else is written again: assessment, plan, team and lead worker stay."
    )
    new_lead = forms.ChoiceField(
        label="Who else is needed",
        help_text="For child protection: who leads that work. For looked after: the child’s social worker.",
        widget=select(),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, data: Any = None, *, page: EpisodePage, agency_id: str, **options: Any) -> None:
        super().__init__(data, **options)
        own = [(one.person_ref, f"{one.name} alone") for one in page.people if one.role == "CHILD"]
        self.fields["whose"].choices = [(FAMILY, "The family"), *own]  # type: ignore[attr-defined]
        back = [(AS_FAMILY, "The family’s level again (for one child)")] if page.differing else []
        self.fields["to"].choices = [*level_choices(), *back]  # type: ignore[attr-defined]
        if page.may_manage:
            self.fields["new_lead"].choices = staff_choices(agency_id, nobody=True)  # type: ignore[attr-defined]
        else:
            del self.fields["new_lead"]
        self.fields["seen"].initial = page.family_level.level if page.family_level else ""

    def clean(self) -> dict[str, Any]:
        """One child comes back to the family's level; the family cannot."""
        given = super().clean() or self.cleaned_data
        if given.get("to") == AS_FAMILY and given.get("whose") == FAMILY:
            self.add_error("to", "Choose a level for the family.")
        return given


class LeadForm(forms.Form):
    """Who leads from today, and why somebody else than before."""

    role = one_of("As what?", LEAD_ROLES.items(), "Choose as what.")
    staff_id = forms.ChoiceField(label="Who?", widget=select(), error_messages={"required": "Choose who."})
    reason = one_of("Why now?", WORKER_CHANGE_REASONS.items(), "Choose why.")
    family_choice = family_choice()

    def __init__(self, data: Any = None, *, agency_id: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["staff_id"].choices = staff_choices(agency_id)  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A worker of some agency, somebody of the family, or somebody whom only their name tells."""

    role = one_of("As what?", TEAM_ROLES.items(), "Choose as what.")
    agency_id = forms.ChoiceField(label="A worker of which agency?", widget=select(), required=False)
    worker = forms.CharField(
        label="The worker’s name",
        help_text="They can then open this family. Ask the family first.",
        max_length=120,
        widget=text_input("govuk-input--width-20"),
        required=False,
    )
    name = forms.CharField(
        label="Or somebody without a sign-in, by name",
        max_length=120,
        widget=text_input("govuk-input--width-20"),
        required=False,
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        agencies = sorted(get_agencies().values(), key=lambda one: one.name)
        self.fields["agency_id"].choices = [  # type: ignore[attr-defined]
            ("", "Choose an agency"), *((one.agency_id, one.name) for one in agencies),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Take one worker whom the agency knows by that name, or a name alone."""
        given = super().clean() or self.cleaned_data
        given["staff_id"] = ""
        if given.get("worker"):
            given["staff_id"] = self._found(given.get("agency_id", ""), given["worker"])
        elif given.get("name"):
            given["agency_id"] = ""
        else:
            self.add_error("worker", "Say who: a worker of an agency, or somebody by name.")
        return given

    def _found(self, agency_id: str, asked: str) -> str:
        found = [staff_id for _, _, staff_id in find_colleagues(agency_id, asked) if staff_id] if agency_id else []
        if len(found) == 1:
            return found[0]
        wrong = "Choose the agency." if not agency_id else "That agency knows nobody of that name."
        self.add_error("worker", wrong if not found else "More than one is called so: write first and last name.")
        return ""


class ConfirmForm(forms.Form):
    """Nothing is asked but that the button of this page was pressed."""

    sure = forms.CharField(widget=forms.HiddenInput(), initial="yes")


class AskForm(forms.Form):
    """What a manager should agree to."""

    what = words("What should a manager agree to?", "Say what.", help_text="And why. It stays with the episode.")


class DecideForm(forms.Form):
    """Agreed, or sent back with a comment."""

    outcome = one_of("Do you agree?", [("yes", "Yes"), ("no", "Not yet: send it back")], "Say if you agree.")
    comment = words("What do you say to it?", help_text="Needed where you send it back. Whoever asked reads it.")
    new_lead = forms.ChoiceField(label="Who else is needed", widget=select(), required=False)

    def __init__(
        self, data: Any = None, *, page: EpisodePage, line: DecisionLine, agency_id: str, **options: Any
    ) -> None:
        super().__init__(data, **options)
        missing = missing_role(page, line.to_level)
        if missing:
            self.fields["new_lead"].label = LEAD_ROLES[missing]
            self.fields["new_lead"].choices = staff_choices(agency_id, nobody=True)  # type: ignore[attr-defined]
        else:
            del self.fields["new_lead"]

    def clean(self) -> dict[str, Any]:
        """Sending back takes a word; agreeing takes whoever is needed."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == "no" and not given.get("comment"):
            self.add_error("comment", "Say what is missing, so that they can go on.")
        if given.get("outcome") == "yes" and "new_lead" in self.fields and not given.get("new_lead"):
            self.add_error("new_lead", "Choose who.")
        return given


class HandoverForm(forms.Form):
    """To which agency, and what they should know."""

    to_agency = forms.ChoiceField(label="To which agency?", widget=select(), error_messages={"required": "Choose one."})
    to_team = forms.CharField(
        label="Which team there?", max_length=60, widget=text_input("govuk-input--width-20"), required=False
    )
    why = words("Why should they go on with it?", "Say why.")
    what_comes_next = words("What should happen in the next two weeks?", help_text="What was promised, and to whom.")

    def __init__(self, data: Any = None, *, page: EpisodePage, **options: Any) -> None:
        super().__init__(data, **options)
        others = [one for one in get_agencies().values() if one.agency_id != page.agency_id]
        self.fields["to_agency"].choices = [  # type: ignore[attr-defined]
            ("", "Choose an agency"), *((one.agency_id, one.name) for one in sorted(others, key=lambda one: one.name)),
        ]  # fmt: skip


class AnswerHandoverForm(forms.Form):
    """Accepted, with who leads from now; or returned, with why."""

    answer = one_of(
        "Do you take it?", [("accept", "Yes, from today"), ("return", "No, return it")], "Say if you take it."
    )
    lead = forms.ChoiceField(label="Who leads the help from now, if you take it?", widget=select(), required=False)
    family_choice = family_choice()
    reason = words("Why do you return it, if you do?", help_text="Whoever offered it reads this.")

    def __init__(self, data: Any = None, *, agency_id: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["lead"].choices = [NOBODY_YET, *staff_choices(agency_id)]  # type: ignore[attr-defined]
        self.fields["family_choice"].required = False

    def clean(self) -> dict[str, Any]:
        """Taking it takes a lead worker; returning it takes a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "accept" and not given.get("lead"):
            self.add_error("lead", "Choose who leads the help from now.")
        if given.get("answer") == "return" and not given.get("reason"):
            self.add_error("reason", "Say why you return it.")
        given["family_choice"] = given.get("family_choice") or "NOTASKED"
        return given


def missing_role(page: EpisodePage, level: str) -> str:
    """Return the first role that a level needs and nobody holds."""
    held = {one.role for one in page.leads}
    return next((role for role in NEEDED_ROLES.get(level, ()) if role not in held), "")

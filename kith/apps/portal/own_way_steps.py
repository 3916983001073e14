"""The questions of the family's own way in, in their order, and which of them somebody is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict

from kith.apps.portal import forms_own_way as own
from kith.apps.portal.actions.own_way import Sheet

Typed = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Step:
    """One page: its number in the address, what it asks, and of whom."""

    number: int
    code: str
    asks: str
    form: type[own.PageForm]
    why: str = ""
    is_asked: Callable[[Typed], bool] = lambda typed: True


def ways_of(typed: Typed) -> tuple[str, ...]:
    """Return the ways that are safe, as they were chosen."""
    return tuple(way for way in typed.get("ways", {}).get("ways_safe", ()) if way in dict(own.WAYS))


def one(typed: Typed, code: str, name: str) -> str:
    """Return what was typed into one box, without its outer spaces."""
    return (list(typed.get(code, {}).get(name, ())) or [""])[-1].strip()


def _can_be_reached(typed: Typed) -> bool:
    return own.NO_WAY not in ways_of(typed)


def _can_be_rung(typed: Typed) -> bool:
    return own.RING in ways_of(typed)


def _tells(typed: Typed) -> bool:
    return one(typed, "want", "want") != own.CALL_BACK


_STEPS: tuple[tuple[str, str, type[own.PageForm], str, Callable[[Typed], bool] | None], ...] = (
    ("ways", "Is it safe for us to get in touch with you?", own.WaysForm,
     "Think of who sees your telephone, your e-mail and your post.", None),
    ("where", "Where do we reach you?", own.WhereForm, "", _can_be_reached),
    ("when", "When is it safe?", own.WhenForm, "", _can_be_reached),
    ("message", "What if you do not answer yourself?", own.MessageForm, "", _can_be_rung),
    ("secret", "Is there anybody who must not know that you wrote to us?", own.SecretForm,
     "Somebody at home, perhaps, or somebody you left.", None),
    ("danger", "Is somebody hurt, or in danger, right now?", own.DangerForm, "", None),
    ("want", "What would you like to do?", own.WantForm, "", None),
    ("about", "Who is this about?", own.AboutForm, "", None),
    ("words", "What is going on, and what would help?", own.WordsForm, "", _tells),
    ("called", "Your name, if you want to say", own.CalledForm, "", None),
    ("people", "Who else should we think of?", own.PeopleForm,
     "Your children, for example. First names are enough. You can leave all of it empty.", _tells),
    ("language", "How is it easiest for you to talk?", own.LanguageForm, "", None),
)  # fmt: skip
STEPS = tuple(
    Step(number, code, asks, form, why, asked or (lambda typed: True))
    for number, (code, asks, form, why, asked) in enumerate(_STEPS, start=1)
)


def find_step(number: int) -> Step | None:
    """Return the page with this number, if there is one."""
    return next((step for step in STEPS if step.number == number), None)


def steps_asked(typed: Typed) -> tuple[Step, ...]:
    """Return the pages that somebody is asked who typed this."""
    return tuple(step for step in STEPS if step.is_asked(typed))


def next_step(sheet: Sheet) -> Step | None:
    """Return the first page that is not done; nothing where all are."""
    return next((step for step in steps_asked(sheet.typed) if step.code not in sheet.done), None)


def before(step: Step, typed: Typed) -> Step | None:
    """Return the page before this one."""
    earlier = [each for each in steps_asked(typed) if each.number < step.number]
    return earlier[-1] if earlier else None


def form_of(step: Step, typed: Typed, *, is_sent: bool = False) -> Any:
    """Return the page's form with what was typed into it; judged only where it is sent."""
    values: MultiValueDict[str, str] = MultiValueDict(
        {name: list(each) for name, each in typed.get(step.code, {}).items()}
    )
    if is_sent:
        return step.form(values, ways=ways_of(typed))
    form = step.form(ways=ways_of(typed))
    many = {name for name, each in form.fields.items() if hasattr(each, "choices") and name == "ways_safe"}
    form.initial = {name: values.getlist(name) if name in many else values.get(name) for name in values}
    return form

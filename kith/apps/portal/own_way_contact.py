"""Makes a contact of what somebody typed on the family's own way in, and says it back to them before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BooleanField
from django.utils import timezone

from kith.apps.base.words import listed
from kith.apps.frontdoor.shapes import ROLE_WORDS, FamilyKnows, Named, NewContact, ToldBy
from kith.apps.portal import forms_own_way as own
from kith.apps.portal.own_way_steps import Step, Typed, form_of, one, steps_asked, ways_of
from kith.vocabulary.codes.contact_channels import OWN_WAY

_A_CHILD, _ADULT = ROLE_WORDS
_SOURCES = {own.SELF: "1C", own.CHILD: "1A", own.FAMILY: "1A", own.OTHER: "1D"}
_WAY_WORDS = {own.RING: "ring", own.TEXT: "text", own.EMAIL: "e-mail", own.LETTER: "letter"}
_DANGER = {
    own.YES: "They said that somebody is hurt or in danger now, and were told to ring 999.",
    own.NOT_SURE: "They are not sure if somebody is hurt or in danger now, and were told to ring 999.",
}
_INTERPRETERS = {own.YES: "wants an interpreter", own.SIGNED: "wants a British Sign Language interpreter"}


@dataclass(frozen=True)
class Answered:
    """One page as it is said back: what was asked, and what they said."""

    step: Step
    words: tuple[str, ...]


def first_wrong(typed: Typed) -> Step | None:
    """Return the first page that is missing or not right, as it is all judged once more before it is sent."""
    return next((step for step in steps_asked(typed) if not form_of(step, typed, is_sent=True).is_valid()), None)


def said_back(typed: Typed) -> tuple[Answered, ...]:
    """Return every page that they were asked, with their answers in words."""
    return tuple(Answered(step, _words(step, typed)) for step in steps_asked(typed))


def _words(step: Step, typed: Typed) -> tuple[str, ...]:
    form = form_of(step, typed)
    if isinstance(form, own.PeopleForm):
        return tuple(", ".join(part for part in (each.forename, each.born_said) if part) for each in _others(typed))
    said = [(str(box.label), _given(step, typed, name, box)) for name, box in form.fields.items()]
    is_alone = len(said) == 1
    return tuple(
        words if is_alone or label in (words, own.CHOOSE) else f"{label}{' ' if label.endswith('?') else ': '}{words}"
        for label, words in said
        if words
    )


def _given(step: Step, typed: Typed, name: str, box: Any) -> str:
    """Return in words what was typed or chosen; of a box that was ticked, what it says."""
    given = [each for each in typed.get(step.code, {}).get(name, ()) if each.strip()]
    if isinstance(box, BooleanField):
        return str(box.label) if given else ""
    labels = dict(getattr(box, "choices", ()))
    return listed([str(labels.get(each, each)) for each in given])


def contact_of(typed: Typed) -> NewContact:
    """Return the contact that it becomes: its words are theirs, and how it is safe to reach them comes first."""
    about = one(typed, "about", "about")
    is_own, is_hidden = about != own.OTHER, one(typed, "secret", "secret") != own.NO
    told = "UNSAFE" if is_hidden else "YES" if is_own else ""
    return NewContact(
        channel=OWN_WAY,
        told_by=ToldBy(_SOURCES[about], one(typed, "called", "called"), "", _reached_at(typed)),
        words=_told(typed),
        received_at=timezone.now(),
        reasons=("ASKED",) if is_own else (),
        urgency="RED" if one(typed, "danger", "danger") == own.YES else "",
        is_restricted=bool(one(typed, "secret", "is_inside")),
        knows=FamilyKnows(told, _must_not_know(typed), "YES" if is_own else "", _safe(typed)),
        people=_people(typed),
    )


def _told(typed: Typed) -> str:
    is_call_back = one(typed, "want", "want") == own.CALL_BACK
    parts = [
        "They ask to be rung back." if is_call_back else one(typed, "words", "words"),
        _DANGER.get(one(typed, "danger", "danger"), ""),
        f"It is about: {dict(own.ABOUT)[one(typed, 'about', 'about')].lower()}.",
        _talks(typed),
    ]
    return "\n".join(part for part in parts if part)


def _talks(typed: Typed) -> str:
    said = [
        one(typed, "language", "language"),
        _INTERPRETERS.get(one(typed, "language", "interpreter"), ""),
        one(typed, "language", "easier"),
    ]
    return f"To talk: {'; '.join(each for each in said if each)}." if any(said) else ""


def _reached_at(typed: Typed) -> str:
    given = [one(typed, "where", name) for name in _fields_where(typed)]
    return f"{', '.join(given)} (first read how it is safe)"[:200] if given else ""


def _fields_where(typed: Typed) -> tuple[str, ...]:
    asked = {"phone": {own.RING, own.TEXT}, "email": {own.EMAIL}}
    return tuple(name for name, ways in asked.items() if ways & set(ways_of(typed)) and one(typed, "where", name))


def _safe(typed: Typed) -> str:
    ways = ways_of(typed)
    if own.NO_WAY in ways:
        return "Do not get in touch. They come back to the page with their number and code, or ring."
    parts = [
        f"Safe ways, and no other: {listed([_WAY_WORDS[way] for way in ways])}.",
        f"When: {one(typed, 'when', 'when') or 'any time'}.",
    ]
    if own.RING in ways:
        may = one(typed, "message", "may_leave") == own.YES
        say = one(typed, "message", "say")
        parts.append("A message may be left." if may else "Leave no message.")
        parts.append(f"If somebody else answers, say: “{say}”." if say else "If somebody else answers, ring off.")
    if own.LETTER in ways:
        parts.append(f"Letters to: {one(typed, 'where', 'address')}.")
    return " ".join(parts)


def _must_not_know(typed: Typed) -> str:
    secret, who = one(typed, "secret", "secret"), one(typed, "secret", "who")
    if secret == own.NO:
        return ""
    words = "Somebody must not know of this" if secret == own.YES else "They are not sure if somebody must not know"
    inside = " They, or somebody close to them, work for an agency here." if one(typed, "secret", "is_inside") else ""
    return f"{words}{f': {who}' if who else ''}.{inside}"


def _people(typed: Typed) -> tuple[Named, ...]:
    others = _others(typed) if one(typed, "want", "want") != own.CALL_BACK else ()
    return others if one(typed, "about", "about") == own.OTHER else (_oneself(typed), *others)


def _others(typed: Typed) -> tuple[Named, ...]:
    named = [
        _named(one(typed, "people", f"name{number}"), one(typed, "people", f"age{number}"))
        for number in range(1, own.MOST_NAMED + 1)
    ]
    return tuple(each for each in named if each.is_anybody)


def _oneself(typed: Typed) -> Named:
    return Named(
        _A_CHILD if one(typed, "called", "is_young") else _ADULT,
        forename=one(typed, "called", "called"),
        relation="wrote this themselves",
        needs=_talks(typed)[:500],
    )


def _named(name: str, age: str) -> Named:
    years = "".join(letter for letter in age[:3] if letter.isdigit())
    role = (
        _ADULT if years and int(years) >= 18 and "month" not in age.lower() and "week" not in age.lower() else _A_CHILD
    )
    return Named(role, forename=name, born_said=age)

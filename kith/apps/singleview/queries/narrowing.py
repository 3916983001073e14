"""What a reader chose to be shown of what has happened: by person, agency, kind and time, each in the page's address.

No address of a page says what an agency is or what a thing is about: agencies and kinds are chosen by their number in
the list that this worker sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from kith.apps.people.queries import FactRow, Member
from kith.apps.singleview.queries.naming import is_unborn, names_of
from kith.vocabulary.codes.categories import CATEGORIES

HOUSEHOLD = "household"
YEARS, FAR_YEARS = 3, 6  # before this one: what is drawn at first, and with "longer ago"
# Where something began or ended that changed who helps, or what it was about.
_TURNING = frozenset(
    {
        "ADULT_CARE_SERVICE", "ARREARS_CLEARED", "CIN_EPISODE", "CONTACT", "CP_PLAN", "EARLY_HELP_EPISODE",
        "HOUSING_NOTICE", "MISSING_EPISODE", "PERMANENT_EXCLUSION", "PREGNANCY", "PREVENTION_PROGRAMME",
        "YOUTH_JUSTICE_ORDER",
    }
)  # fmt: skip
_SHOWS = ("strengths", "turning")


@dataclass(frozen=True)
class Choice:
    """One member (by reference) or the household; strengths or turning points; the number of an agency and a kind."""

    who: str = ""
    show: str = ""
    agency: int = 0
    about: int = 0
    is_far: bool = False

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Choice:
        """Read the choice from the address of the page; what makes no sense chooses nothing."""
        show = asked.get("show", "")
        return cls(
            who=asked.get("who", ""),
            show=show if show in _SHOWS else "",
            agency=_number(asked.get("agency", "")),
            about=_number(asked.get("about", "")),
            is_far=asked.get("back") == "far",
        )

    @property
    def query(self) -> str:
        """The choice as it stands in an address; empty for everything."""
        parts = {"who": self.who, "show": self.show, "agency": self.agency or "", "about": self.about or ""}
        parts["back"] = "far" if self.is_far else ""
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Answer whether something is left out that the worker may see."""
        return replace(self, is_far=False) != Choice()


@dataclass(frozen=True)
class Link:
    """A link that narrows or widens what is shown."""

    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Narrowed:
    """What is left of the facts, and how to choose otherwise; lists of one are no choice and are empty."""

    choice: Choice
    facts: tuple[FactRow, ...]
    links: tuple[Link, ...]
    agencies: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def agency_choices(self) -> list[tuple[int, str, bool]]:
        """Number, name and whether it is chosen, for each agency."""
        return [(i, name, i == self.choice.agency) for i, name in enumerate(self.agencies, 1)]

    @property
    def kind_choices(self) -> list[tuple[int, str, bool]]:
        """Number, words and whether it is chosen, for each kind of thing."""
        return [(i, name, i == self.choice.about) for i, name in enumerate(self.kinds, 1)]


def narrow(
    facts: Sequence[FactRow], members: Sequence[Member], choice: Choice, *, quiet: frozenset[str], on: date
) -> Narrowed:
    """Keep the facts that were chosen; ``quiet`` kinds are never drawn, and ask for no link of their own."""
    agencies = sorted({fact.agency_name for fact in facts})
    kinds = sorted({_about(fact) for fact in facts})
    known = {member.person_ref for member in members} | {HOUSEHOLD}
    choice = replace(
        choice,
        who=choice.who if choice.who in known else "",
        agency=choice.agency if choice.agency <= len(agencies) else 0,
        about=choice.about if choice.about <= len(kinds) else 0,
    )
    agency = agencies[choice.agency - 1] if choice.agency else ""
    about = kinds[choice.about - 1] if choice.about else ""
    kept = tuple(
        fact
        for fact in facts
        if choice.who in ("", fact.person_ref or HOUSEHOLD)
        and agency in ("", fact.agency_name)
        and about in ("", _about(fact))
        and (choice.show != "strengths" or fact.tone == "STRENGTH")
        and (choice.show != "turning" or fact.kind in _TURNING)
    )
    links = _links(facts, members, choice, [fact for fact in facts if fact.kind not in quiet], on)
    return Narrowed(choice, kept, links, _if_many(agencies), _if_many(kinds))


def _about(fact: FactRow) -> str:
    return CATEGORIES[fact.category].label if fact.category in CATEGORIES else "other things"


def _if_many(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words) if len(words) > 1 else ()


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 4 else 0


def _links(
    facts: Sequence[FactRow], members: Sequence[Member], choice: Choice, drawn: Sequence[FactRow], on: date
) -> tuple[Link, ...]:
    spoken_of = {fact.person_ref for fact in facts}
    names = names_of(members)
    people = [member for member in members if member.person_ref in spoken_of]
    links = [_link("Everyone", choice, is_chosen=not choice.who and not choice.show, who="", show="")]
    if len(people) > 1:
        links += [
            _link("Baby" if is_unborn(each) else names[each.person_ref], choice,
                  is_chosen=choice.who == each.person_ref, who=each.person_ref)
            for each in people
        ]  # fmt: skip
    if any(fact.tone == "STRENGTH" for fact in facts):
        links.append(_toggle("Strengths", choice, "strengths"))
    if any(fact.kind in _TURNING for fact in facts):
        links.append(_toggle("Turning points", choice, "turning"))
    if any(fact.happened_on < date(on.year - YEARS, 1, 1) for fact in drawn):
        links.append(_link("Longer ago", choice, is_chosen=choice.is_far, is_far=not choice.is_far))
    return tuple(links) if len(links) > 1 else ()


def _toggle(label: str, choice: Choice, show: str) -> Link:
    """A link to some kinds of thing, and back to all of them once it is chosen."""
    is_chosen = choice.show == show
    return _link(label, choice, is_chosen=is_chosen, show="" if is_chosen else show)


def _link(label: str, choice: Choice, *, is_chosen: bool, **changes: str | bool) -> Link:
    return Link(label, replace(choice, **changes).query, is_chosen)  # type: ignore[arg-type]

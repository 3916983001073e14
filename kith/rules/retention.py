"""Works out the first day on which what is held of one person may go, which rule said so, and why, in words.

Every rule that speaks of something must have run out, so the latest of their days counts and a further rule can only
lengthen. Where what a rule counts from is not known, or has not happened, nothing goes. A legal hold beats them all.
Source: governance design, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kith.rules.rights import months_after

BIRTH, CASE_CLOSED, LAST_ACTION, ORDER_DATE, ANSWERED = "BIRTH", "CASE_CLOSED", "LAST_ACTION", "ORDER_DATE", "ANSWERED"
EVENTS = {
    BIRTH: "they were born",
    CASE_CLOSED: "help ended",
    LAST_ACTION: "the last thing recorded",
    ORDER_DATE: "the order was made",
    ANSWERED: "the answer was given",
}
DESTROY, ANONYMISE, REVIEW, TRANSFER = "DESTROY", "ANONYMISE", "REVIEW", "TRANSFER"
ACTIONS = {
    DESTROY: "is destroyed",
    ANONYMISE: "is kept without anybody's name",
    REVIEW: "is looked at by a person",
    TRANSFER: "goes to the archive",
}
WITH_THE_LAST = "WITH_THE_LAST"
EVERYBODY, CHILDREN, ADULTS = "EVERYBODY", "CHILDREN", "ADULTS"


@dataclass(frozen=True)
class Clause:
    """So many months after an event; ``who`` it holds for by their age when the last thing was recorded."""

    after: str
    months: int
    who: str = EVERYBODY
    from_financial_year_end: bool = False


@dataclass(frozen=True)
class Rule:
    """One line of a schedule. ``kinds`` empty: all of the categories. All clauses must have run out."""

    code: str
    categories: frozenset[str]
    kinds: frozenset[str]
    clauses: tuple[Clause, ...]
    action: str
    basis: str


@dataclass(frozen=True)
class Schedule:
    """A council's rules. ``with_the_last`` are categories that stay while anything else of the person does."""

    title: str
    source: str
    is_example: bool
    rules: tuple[Rule, ...]
    with_the_last: frozenset[str]


@dataclass(frozen=True)
class Held:
    """What is held of one person in one category: the kinds of thing, and the days that clocks count from."""

    category: str
    kinds: frozenset[str]
    events: Mapping[str, date | None]
    is_open: bool = False
    goes_on: date | None = None


@dataclass(frozen=True)
class Hold:
    """A legal hold in force on what is asked about."""

    ref: str
    authority: str
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Answer whether it is in force on ``day``."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Keeping:
    """The answer: ``goes_on`` is ``None`` while nothing lets it go; ``is_held`` says that a hold does not."""

    goes_on: date | None
    rule: str
    action: str
    why: str
    is_held: bool = False


def work_out(schedule: Schedule, held: Held) -> Keeping:
    """Return the day on which this may go under the schedule."""
    if held.goes_on:
        return Keeping(held.goes_on, "OWN_DAY", DESTROY, "An answer to a question is kept only for its own time.")
    if held.is_open:
        return Keeping(None, "", "", "It still goes on, so nothing has begun to count.")
    rules = [rule for rule in schedule.rules if _speaks_of(rule, held)]
    if not rules:
        return Keeping(None, "", "", "No rule of the schedule speaks of this, so a person must decide.")
    return _latest([_by_rule(rule, held) for rule in rules])


def with_the_last(category: str, others: Iterable[Keeping]) -> Keeping:
    """Return the day of what stays as long as anything else of the person stays."""
    others = list(others)
    why = "Kept as long as anything else about this person, to know whose it is."
    if not others or any(other.goes_on is None for other in others):
        return Keeping(None, WITH_THE_LAST, DESTROY, why)
    latest = max(other.goes_on for other in others if other.goes_on)
    return Keeping(latest, WITH_THE_LAST, DESTROY, why)


def under_holds(keeping: Keeping, holds: Iterable[Hold], on: date) -> Keeping:
    """Return the same answer with what legal holds make of it: held, whatever any rule says."""
    in_force = [hold for hold in holds if hold.holds_on(on)]
    if not in_force:
        return keeping
    why = f"Kept while a legal hold is in force ({', '.join(hold.authority for hold in in_force)}). {keeping.why}"
    return replace(keeping, why=why, is_held=True)


def may_go(keeping: Keeping, on: date) -> bool:
    """Answer whether it may be let go on ``on``."""
    return not keeping.is_held and keeping.goes_on is not None and keeping.goes_on <= on


def shortest_months(schedule: Schedule) -> int:
    """Return how long at least anything is kept after it was recorded: who has nothing older need not be looked at."""
    spans = [
        max((clause.months for clause in rule.clauses if clause.after != BIRTH and clause.who == EVERYBODY), default=0)
        for rule in schedule.rules
        if rule.clauses[0].after != ANSWERED
    ]
    return min(spans, default=0)


def in_words(rule: Rule) -> str:
    """Return the rule as a sentence."""
    parts = [_clause_in_words(clause) for clause in rule.clauses]
    return f"{parts[0].capitalize()}{''.join(f', and not before {part}' for part in parts[1:])}."


def read_schedule(found: Mapping[str, Any]) -> Schedule:
    """Return the schedule that a definition file says; raise ``ValueError`` naming what cannot be read."""
    rules = tuple(_read_rule(each) for each in found["rules"])
    if len({rule.code for rule in rules}) != len(rules):
        raise ValueError("Two rules have the same code.")
    return Schedule(
        str(found["title"]), str(found["source"]), bool(found["example"]), rules, frozenset(found["with_the_last"])
    )


def _read_rule(found: Mapping[str, Any]) -> Rule:
    unknown = set(found) - {"code", "categories", "kinds", "keep", "not_before", "action", "basis"}
    if unknown or found["action"] not in ACTIONS:
        raise ValueError(f"Rule {found.get('code')} has {sorted(unknown) or found['action']}, which is not known.")
    clauses = (_read_clause(found["keep"]), *(_read_clause(each) for each in found.get("not_before", ())))
    kinds = frozenset(found.get("kinds", ()))
    return Rule(found["code"], frozenset(found["categories"]), kinds, clauses, found["action"], found["basis"])


def _read_clause(found: Mapping[str, Any]) -> Clause:
    unknown = set(found) - {"after", "years", "months", "who", "from_financial_year_end"}
    if unknown or found["after"] not in EVENTS:
        raise ValueError(f"A clause has {sorted(unknown) or found['after']}, which is not known.")
    months = int(found.get("years", 0)) * 12 + int(found.get("months", 0))
    is_from_year_end = bool(found.get("from_financial_year_end", False))
    return Clause(found["after"], months, found.get("who", EVERYBODY), is_from_year_end)


def _speaks_of(rule: Rule, held: Held) -> bool:
    return held.category in rule.categories and (not rule.kinds or bool(rule.kinds & held.kinds))


def _by_rule(rule: Rule, held: Held) -> Keeping:
    days = [_day(clause, held) for clause in rule.clauses if _holds_for(clause, held)]
    why = f"{in_words(rule)} {rule.basis}"
    if not days or any(day is None for day in days):
        why = f"What this counts from has not happened, or is not known, so it stays. {why}"
        return Keeping(None, rule.code, rule.action, why)
    return Keeping(max(day for day in days if day), rule.code, rule.action, why)


def _day(clause: Clause, held: Held) -> date | None:
    event = held.events.get(clause.after)
    if event is None:
        return None
    if clause.from_financial_year_end:
        event = date(event.year + (event >= date(event.year, 4, 1)), 3, 31)
    return months_after(event, clause.months)


def _holds_for(clause: Clause, held: Held) -> bool:
    """Answer whether the clause counts for this person; whose age is not known is taken for a child."""
    if clause.who == EVERYBODY:
        return True
    born_on, last = held.events.get(BIRTH), held.events.get(LAST_ACTION)
    is_child = born_on is None or last is None or last < months_after(born_on, 18 * 12)
    return is_child == (clause.who == CHILDREN)


def _latest(answers: list[Keeping]) -> Keeping:
    """Return the answer that keeps longest; one without a day keeps for good."""
    endless = next((answer for answer in answers if answer.goes_on is None), None)
    return endless or max(answers, key=lambda answer: (answer.goes_on or date.min, answer.rule))


def _clause_in_words(clause: Clause) -> str:
    span = f"{clause.months // 12} years" if clause.months % 12 == 0 else f"{clause.months} months"
    span = span.replace("1 years", "1 year") if clause.months == 12 else span
    year = "the end of the financial year in which " if clause.from_financial_year_end else ""
    event = EVENTS[clause.after]
    if clause.after == LAST_ACTION:
        event = f"{event} was made" if year else event
    words = f"their {clause.months // 12}th birthday" if clause.after == BIRTH else f"{span} after {year}{event}"
    return words + {EVERYBODY: "", CHILDREN: " for somebody who was a child then", ADULTS: " for an adult"}[clause.who]

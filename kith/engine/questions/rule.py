"""Reads the rule of each question in ``definitions/questions``: what makes an agency's answer about a person "yes"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.errors import KithError

FOLDER = Path(__file__).resolve().parents[2] / "definitions" / "questions"

# What each kind of rule may say, and what it counts as where it is left out.
_INVOLVEMENT: dict[str, Any] = {"within_months": 0, "lead": None, "agency_kinds": []}
_FACTS: dict[str, Any] = {
    "kinds": [],
    "within_months": None,
    "at_least": 1,
    "amount_below": None,
    "amount_above": None,
    "open": None,
    "details": [],
}
_AGENCIES = {"at_least": 2, "kinds": [], "within_months": None}
GRAMMAR: dict[str, dict[str, Any]] = {"involvement": _INVOLVEMENT, "facts": _FACTS, "agencies": _AGENCIES}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "within_months": int,
    "at_least": int,
    "lead": bool,
    "open": bool,
    "amount_below": (int, float),
    "amount_above": (int, float),
    "kinds": list,
    "details": list,
    "agency_kinds": list,
}


class RuleUnreadable(KithError):
    """A question's rule says what the engine does not understand."""

    code = "K231"

    def __init__(self, file: str, what: str) -> None:
        super().__init__(
            f"The question {file} has a rule that cannot be followed: {what}.",
            not_done="Nothing of this run was kept; the live run stays live.",
            mend=f"Mend `rule` in definitions/questions/{file}; engine/questions/README.md says what it may say.",
        )


@dataclass(frozen=True)
class Rule:
    """One question's rule: ``kind`` is also the name of the SQL that follows it, with ``parameters``."""

    question: str
    kind: str
    parameters: Mapping[str, Any]


def read_rules(folder: Path = FOLDER) -> list[Rule]:
    """Return the rule of every question that can be answered now, by question."""
    rules = []
    for file in sorted(folder.glob("*.yml")):
        about = _read(file)
        if about.get("available", True) and about.get("rule") is not None:
            rules.append(_rule(file, about))
    return sorted(rules, key=lambda rule: rule.question)


def _read(file: Path) -> Mapping[str, Any]:
    try:
        about = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RuleUnreadable(file.name, f"the file is no YAML ({type(error).__name__})") from None
    if not isinstance(about, Mapping):
        raise RuleUnreadable(file.name, "the file holds no names with values")
    return about


def _rule(file: Path, about: Mapping[str, Any]) -> Rule:
    rule = about["rule"]
    if not isinstance(rule, Mapping) or len(rule) != 1 or (kind := next(iter(rule))) not in GRAMMAR:
        raise RuleUnreadable(file.name, f"it must hold exactly one of {', '.join(GRAMMAR)}")
    said = rule[kind] or {}
    if not isinstance(said, Mapping):
        raise RuleUnreadable(file.name, f"{kind} must hold names with values")
    for name, value in said.items():
        _check(file.name, kind, name, value)
    parameters = {**GRAMMAR[kind], **said}
    if kind != "involvement" and not parameters["kinds"]:
        raise RuleUnreadable(file.name, f"{kind} names no kinds of fact")
    whole_family = about.get("about", "PERSON") == "FAMILY"
    return Rule(str(about.get("code", file.stem)), kind, {**parameters, "whole_family": whole_family})


def _check(file: str, kind: str, name: object, value: object) -> None:
    if name not in GRAMMAR[kind]:
        raise RuleUnreadable(file, f"{kind} knows no {name}; it knows {', '.join(GRAMMAR[kind])}")
    wanted = _TYPES[str(name)]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
        raise RuleUnreadable(file, f"{kind}.{name} is {value!r}")
    if is_number and float(str(value)) < 0:
        raise RuleUnreadable(file, f"{kind}.{name} is less than nothing")
    codes: dict[str, Collection[str]] = {"kinds": FACT_KINDS.keys(), "agency_kinds": AGENCY_KINDS.keys()}
    known = codes.get(str(name))
    unknown = [one for one in value if one not in known] if known is not None and isinstance(value, list) else []
    if unknown:
        raise RuleUnreadable(file, f"{kind}.{name} holds {unknown[0]!r}, which no code list holds")

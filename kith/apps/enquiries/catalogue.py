"""Reads the questions a council allows and how they may be asked, from ``definitions``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from kith.vocabulary.errors import KithError

FAMILY = "FAMILY"


class UnknownQuestion(KithError):
    """A question was asked that the council's catalogue does not hold."""

    code = "K443"


@dataclass(frozen=True)
class Question:
    """One question: in plain words, for which decision, at which level (1 yes or no, 2 whom to contact)."""

    code: str
    asks: str
    group: str
    decision: str
    decided_by: str
    about: str
    level: int
    purposes: tuple[str, ...]
    category: str
    kept_months: int
    is_available: bool
    since: str
    at_least: int

    @property
    def is_of_family(self) -> bool:
        """Answer whether what is held about others of the family counts."""
        return self.about == FAMILY


@dataclass(frozen=True)
class Limits:
    """What a council may set about asking; ``definitions/enquiries/limits.yml`` says what each is for."""

    questions_a_day_for_each_worker: int
    questions_a_day_for_each_agency: int
    questions_a_day_by_agency: Mapping[str, int]
    same_answer_within_minutes: int
    reason_at_least_characters: int
    hours_to_speak: int
    hours_to_follow_up: int
    misses_before_a_hit: int
    misses_within_minutes: int
    link_days: int
    front_door_agency: str
    seconds_an_answer_takes: float


@lru_cache(maxsize=1)
def load_questions() -> dict[str, Question]:
    """Return every question by its code, in the order in which the page lists them."""
    folder = Path(settings.DEFINITIONS) / "questions"
    read = sorted((_read(file) for file in folder.glob("*.yml")), key=lambda about: int(about["place"]))
    return {about["code"]: _question(about) for about in read}


def get_question(code: str) -> Question:
    """Return the question with this code."""
    if code in load_questions():
        return load_questions()[code]
    raise UnknownQuestion(
        "There is no such question.",
        not_done="Nothing was asked.",
        mend="Choose one of the questions on the page.",
    )


@lru_cache(maxsize=1)
def load_limits() -> Limits:
    """Return how questions may be asked here."""
    return Limits(**_read(Path(settings.DEFINITIONS) / "enquiries" / "limits.yml"))


def _read(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def _question(about: dict[str, Any]) -> Question:
    counted = (about.get("rule") or {}).get("agencies") or {}
    return Question(
        code=about["code"],
        asks=about["asks"],
        group=about["group"],
        decision=about["decision"],
        decided_by=about["decided_by"],
        about=about["about"],
        level=int(about["level"]),
        purposes=tuple(about["purposes"]),
        category=about["category"],
        kept_months=int(about["kept_months"]),
        is_available=bool(about["available"]),
        since=about.get("since", ""),
        at_least=int(counted.get("at_least", 1)),
    )

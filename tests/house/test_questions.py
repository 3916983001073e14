"""The catalogue of questions: each says all that it must, in words that the rest of the house knows."""

from __future__ import annotations

import pytest
import yaml

from kith.apps.enquiries.catalogue import Question, load_limits, load_questions
from kith.engine.questions.rule import read_rules
from kith.project.places import REPOSITORY
from kith.rules.access import CONTACT, YES_NO
from kith.vocabulary.codes.categories import CATEGORIES

FOLDER = REPOSITORY / "kith" / "definitions" / "questions"
ASKED_FOR = {"EARLY_HELP_SUPPORT", "TRIAGE", "SAFEGUARDING"}
KEYS = {
    "code", "asks", "group", "place", "decision", "decided_by", "about", "level", "purposes", "category", "kept_months",
    "available",
}  # fmt: skip


def test_the_eleven_are_here() -> None:
    assert set(load_questions()) == {
        "KNOWN_NOW", "KNOWN_IN_12_MONTHS", "LEAD_WORKER", "EARLY_HELP_OPEN", "CAF_DONE", "CAF_OUTCOME",
        "ATTENDANCE_BELOW_90", "RENT_ARREARS", "ASB_IN_6_MONTHS", "ADDRESS_AFTER_STEP_DOWN", "AGENCIES_CONCERNED",
    }  # fmt: skip


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda question: question.code)
def test_each_question_names_only_what_is_known(question: Question) -> None:
    about = yaml.safe_load((FOLDER / f"{question.code.lower()}.yml").read_text(encoding="utf-8"))
    assert KEYS <= set(about) <= KEYS | {"rule", "since"}
    assert set(question.purposes) <= ASKED_FOR
    assert question.purposes
    assert question.category in CATEGORIES
    assert question.about in ("FAMILY", "PERSON")
    assert question.level in (YES_NO, CONTACT)
    assert 1 <= question.kept_months <= 12
    assert question.asks.endswith("?")
    assert question.decision.endswith(".")
    assert question.decided_by.endswith(".")
    assert question.is_available == ("rule" in about) == (not question.since)


def test_the_engine_answers_every_question_that_can_be_asked() -> None:
    can_be_asked = {question.code for question in load_questions().values() if question.is_available}
    assert {rule.question for rule in read_rules()} == can_be_asked


def test_the_limits_are_whole() -> None:
    limits = load_limits()
    assert limits.questions_a_day_for_each_worker == 30
    assert (limits.hours_to_speak, limits.hours_to_follow_up) == (4, 48)
    assert limits.seconds_an_answer_takes >= 0.5

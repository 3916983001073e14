"""Whatever is asked: no gate opens another, taking something away never shows more, and what is denied stays denied.

Uniform random questions are nearly all denied, so faults that wrongly allow would hide among them. Most questions here
start from one that is allowed and change one or two things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kith.rules.access import (
    DETAIL,
    NOTHING,
    Actor,
    Context,
    Gate,
    Item,
    Obligation,
    Purpose,
    Role,
    SharingAgreement,
    Tie,
    TieKind,
    decide,
)
from kith.vocabulary.periods import Period

TODAY = date(2026, 11, 20)
AGENCIES = ("SCHOOL", "POLICE", "HOUSING")
CATEGORIES = ("POLICE", "HEALTH", "IDENTITY")
PEOPLE = ("P-ELLA", "P-DAWN")
Question = tuple[Actor, Item, Context]

periods = st.sampled_from(
    [
        Period(date(2026, 1, 1), date(2027, 1, 1)),
        Period(None, None),
        Period(None, TODAY),
        Period(date(2026, 11, 21), None),
        Period(TODAY, date(2026, 11, 21)),
    ]
)
levels = st.integers(0, 4)
some_agencies = st.frozensets(st.sampled_from(AGENCIES))
actors = st.builds(
    Actor,
    agency_id=st.sampled_from(AGENCIES),
    role=st.sampled_from(list(Role)),
    clearance=st.integers(0, 3),
    is_active=st.booleans(),
    has_second_factor=st.booleans(),
    is_trained=st.booleans(),
    is_shield_cleared=st.booleans(),
)
items = st.builds(
    Item,
    owner=st.sampled_from([*AGENCIES, None]),
    category=st.sampled_from(CATEGORIES),
    sensitivity=st.integers(0, 3),
    is_shielded=st.booleans(),
    person_ref=st.sampled_from(["", *PEOPLE]),
)
ties = st.builds(Tie, kind=st.sampled_from(list(TieKind)), period=periods)
agreements = st.builds(
    SharingAgreement,
    ref=st.sampled_from(["A1", "A2", "A3"]),
    givers=some_agencies,
    receivers=some_agencies,
    categories=st.frozensets(st.sampled_from(CATEGORIES)),
    purposes=st.frozensets(st.sampled_from(list(Purpose))),
    max_level=levels,
    needs_family_agreement=st.booleans(),
    period=periods,
)
caps = st.dictionaries(st.tuples(st.sampled_from(list(Role)), st.sampled_from(list(Purpose))), levels)
contexts = st.builds(
    Context,
    purpose=st.sampled_from(list(Purpose)),
    on=st.just(TODAY),
    caps=caps,
    ties=st.lists(ties, max_size=3).map(tuple),
    agreements=st.lists(agreements, max_size=3).map(tuple),
    agreed=st.frozensets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["A1", "A2", "A3"]))),
    has_safeguarding_reason=st.booleans(),
    is_glass_broken=st.booleans(),
)

_OPEN_AGREEMENT = SharingAgreement(
    ref="A1",
    givers=frozenset({"POLICE"}),
    receivers=frozenset({"SCHOOL"}),
    categories=frozenset({"POLICE"}),
    purposes=frozenset(Purpose),
    max_level=DETAIL,
    needs_family_agreement=False,
    period=Period(None, None),
)
ALLOWED: Question = (
    Actor("SCHOOL", Role.LEAD_WORKER, 3, True, True, True, True),
    Item("POLICE", "POLICE", 2, False),
    Context(
        purpose=Purpose.SAFEGUARDING,
        on=TODAY,
        caps={(role, purpose): DETAIL for role in Role for purpose in Purpose},
        ties=(Tie(TieKind.LEAD, Period(None, None)),),
        agreements=(_OPEN_AGREEMENT,),
    ),
)


@st.composite
def near_allowed(draw: st.DrawFn) -> Question:
    """Change at most two attributes of a question that is allowed."""
    parts = list(ALLOWED)
    other = (draw(actors), draw(items), draw(contexts))
    for _ in range(draw(st.integers(0, 2))):
        which = draw(st.integers(0, 2))
        name = draw(st.sampled_from(sorted(vars(other[which]))))
        parts[which] = replace(parts[which], **{name: getattr(other[which], name)})  # type: ignore[type-var]
    return parts[0], parts[1], parts[2]  # type: ignore[return-value]


def sample_neighbours(draw: Random, count: int) -> Iterator[Question]:
    """Give the allowed question and ``count`` more, each with one or two attributes changed, always the same ones."""
    yield ALLOWED
    for _ in range(count):
        parts: list[Any] = list(ALLOWED)
        for _ in range(draw.choice([1, 2])):
            which, name, values = draw.choice(_CHANGES)
            parts[which] = replace(parts[which], **{name: draw.choice(values)})
        yield parts[0], parts[1], parts[2]


_BOTH = [True, False]
_TIES = [(), *((Tie(kind, period),) for kind in TieKind for period in (Period(None, None), Period(None, TODAY)))]
_AGREEMENTS = [
    (),
    *(
        (replace(_OPEN_AGREEMENT, **change),)
        for change in (
            {"max_level": 1}, {"max_level": 3}, {"needs_family_agreement": True}, {"period": Period(None, TODAY)},
            {"givers": frozenset({"HOUSING"})}, {"receivers": frozenset({"HOUSING"})},
            {"categories": frozenset({"HEALTH"})}, {"purposes": frozenset({Purpose.RIGHTS})},
        )
    ),
    (_OPEN_AGREEMENT, replace(_OPEN_AGREEMENT, ref="A2", max_level=1)),
]  # fmt: skip
_CHANGES: list[tuple[int, str, list[Any]]] = [
    (0, "role", list(Role)), (0, "clearance", [0, 1, 2, 3]), (0, "is_active", _BOTH), (0, "has_second_factor", _BOTH),
    (0, "is_trained", _BOTH), (0, "is_shield_cleared", _BOTH), (0, "agency_id", list(AGENCIES)),
    (1, "owner", [*AGENCIES, None]), (1, "category", list(CATEGORIES)), (1, "sensitivity", [0, 1, 2, 3]),
    (1, "is_shielded", _BOTH), (1, "person_ref", ["", *PEOPLE]), (2, "purpose", list(Purpose)), (2, "ties", _TIES),
    (2, "agreements", _AGREEMENTS), (2, "agreed", [frozenset(), frozenset({("P-ELLA", "A1")})]),
    (2, "has_safeguarding_reason", _BOTH), (2, "is_glass_broken", _BOTH),
]  # fmt: skip


questions = st.one_of(near_allowed(), near_allowed(), st.tuples(actors, items, contexts))


def _level(question: Question, actor: Any = None, item: Any = None, context: Any = None) -> int:
    one, two, three = question
    return decide(replace(one, **actor or {}), replace(two, **item or {}), replace(three, **context or {})).level


@settings(max_examples=400)
@given(questions)
def test_the_gate_named_is_the_one_that_set_the_level(question: Question) -> None:
    decision = decide(*question)
    assert NOTHING <= decision.level <= DETAIL
    assert (decision.gate is None) == (decision.level == DETAIL)
    assert Obligation.RECORD in decision.obligations


@settings(max_examples=400)
@given(questions)
def test_identity_overrides_everything(question: Question) -> None:
    for flaw in ("is_active", "has_second_factor", "is_trained"):
        assert _level(question, actor={flaw: False}) == NOTHING


@settings(max_examples=400)
@given(questions)
def test_taking_away_never_shows_more(question: Question) -> None:
    level = _level(question)
    _, _, context = question
    assert _level(question, context={"ties": context.ties[1:]}) <= level
    assert _level(question, context={"agreements": context.agreements[1:]}) <= level
    assert _level(question, context={"caps": {}}) == NOTHING
    assert _level(question, context={"agreed": frozenset()}) <= level
    assert _level(question, context={"has_safeguarding_reason": False}) <= level
    assert _level(question, context={"is_glass_broken": False}) <= level
    assert _level(question, actor={"clearance": 0}) <= level
    assert _level(question, actor={"is_shield_cleared": False}) <= level


@settings(max_examples=400)
@given(questions)
def test_adding_danger_never_shows_more(question: Question) -> None:
    level = _level(question)
    assert _level(question, item={"is_shielded": True}) <= level
    assert _level(question, item={"sensitivity": 3}) <= level


@settings(max_examples=400)
@given(questions, levels)
def test_a_cap_is_a_cap(question: Question, cap: int) -> None:
    actor, _, context = question
    lowered = {**context.caps, (actor.role, context.purpose): cap}
    assert _level(question, context={"caps": lowered}) <= cap


@settings(max_examples=400)
@given(questions, levels)
def test_no_agreement_lets_another_agencys_item_past_its_level(question: Question, cap: int) -> None:
    actor, item, context = question
    lowered = tuple(replace(each, max_level=min(each.max_level, cap)) for each in context.agreements)
    if item.owner != actor.agency_id:
        assert _level(question, context={"agreements": lowered}) <= cap
        assert _level(question, context={"agreements": ()}) == NOTHING


@settings(max_examples=400)
@given(questions)
def test_a_shielded_person_is_there_for_the_cleared_alone(question: Question) -> None:
    assert _level(question, item={"is_shielded": True}, actor={"is_shield_cleared": False}) == NOTHING


@settings(max_examples=400)
@given(questions)
def test_nothing_but_safeguarding_is_lifted_by_a_reason_or_broken_glass(question: Question) -> None:
    _, _, context = question
    if context.purpose != Purpose.SAFEGUARDING:
        plain = {"has_safeguarding_reason": False, "is_glass_broken": False}
        assert _level(question) == _level(question, context=plain)


@settings(max_examples=400)
@given(questions)
def test_a_restricted_item_above_the_clearance_is_not_even_brokered(question: Question) -> None:
    assert _level(question, item={"sensitivity": 3}, actor={"clearance": 2}) == NOTHING


@settings(max_examples=400)
@given(questions)
def test_what_has_ended_counts_for_nothing(question: Question) -> None:
    _, _, context = question
    ended = Period(None, TODAY)
    over = {
        "ties": tuple(replace(each, period=ended) for each in context.ties),
        "agreements": tuple(replace(each, period=ended) for each in context.agreements),
    }
    assert _level(question, context=over) == _level(question, context={"ties": (), "agreements": ()})


def test_the_question_they_all_start_from_is_allowed() -> None:
    decision = decide(*ALLOWED)
    assert (decision.level, decision.gate) == (DETAIL, None)
    closed = decide(replace(ALLOWED[0], is_active=False), ALLOWED[1], ALLOWED[2])
    assert closed.gate == Gate.IDENTITY

"""Each gate of the access rule as a small table: what is given, the level, the gate that set it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kith.rules.access import (
    CONTACT,
    DETAIL,
    NOTHING,
    SUMMARY,
    YES_NO,
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
SPELL = Period(date(2026, 1, 1), date(2027, 1, 1))
ACTOR = Actor(
    agency_id="SCHOOL",
    role=Role.LEAD_WORKER,
    clearance=2,
    is_active=True,
    has_second_factor=True,
    is_trained=True,
    is_shield_cleared=False,
)
ITEM = Item(owner="POLICE", category="POLICE", sensitivity=2, is_shielded=False)
AGREEMENT = SharingAgreement(
    ref="A1",
    givers=frozenset({"POLICE"}),
    receivers=frozenset({"SCHOOL"}),
    categories=frozenset({"POLICE"}),
    purposes=frozenset({Purpose.EARLY_HELP_SUPPORT, Purpose.SAFEGUARDING}),
    max_level=SUMMARY,
    needs_family_agreement=False,
    period=SPELL,
)
CONTEXT = Context(
    purpose=Purpose.EARLY_HELP_SUPPORT,
    on=TODAY,
    caps={
        (Role.LEAD_WORKER, Purpose.EARLY_HELP_SUPPORT): DETAIL,
        (Role.LEAD_WORKER, Purpose.TRIAGE): YES_NO,
        (Role.LEAD_WORKER, Purpose.SAFEGUARDING): DETAIL,
        (Role.LEAD_WORKER, Purpose.RIGHTS): DETAIL,
    },
    ties=(Tie(TieKind.LEAD, SPELL),),
    agreements=(AGREEMENT,),
)


def _answer(
    actor: dict[str, Any] | None = None, item: dict[str, Any] | None = None, context: dict[str, Any] | None = None
) -> tuple[int, Gate | None]:
    decision = decide(replace(ACTOR, **actor or {}), replace(ITEM, **item or {}), replace(CONTEXT, **context or {}))
    return decision.level, decision.gate


def _agreement(**changes: Any) -> dict[str, Any]:
    return {"agreements": (replace(AGREEMENT, **changes),)}


def test_the_plain_case_is_the_agreements_level() -> None:
    assert _answer() == (SUMMARY, Gate.SHARING)


@pytest.mark.parametrize("flaw", ["is_active", "has_second_factor", "is_trained"])
def test_identity_needs_all_three(flaw: str) -> None:
    assert _answer(actor={flaw: False}) == (NOTHING, Gate.IDENTITY)


@pytest.mark.parametrize(
    ("role", "purpose", "expected"),
    [
        (Role.LEAD_WORKER, Purpose.TRIAGE, (NOTHING, Gate.SHARING)),  # the agreement is not for triage
        (Role.LEAD_WORKER, Purpose.SAFEGUARDING, (SUMMARY, Gate.SHARING)),
        (Role.ANALYST, Purpose.EARLY_HELP_SUPPORT, (NOTHING, Gate.PURPOSE)),
        ("NO_SUCH_ROLE", Purpose.EARLY_HELP_SUPPORT, (NOTHING, Gate.PURPOSE)),
        (Role.LEAD_WORKER, "NO_SUCH_PURPOSE", (NOTHING, Gate.PURPOSE)),
    ],
)
def test_an_unlisted_role_or_purpose_is_nothing(role: str, purpose: str, expected: tuple[int, Gate]) -> None:
    assert _answer(actor={"role": role}, context={"purpose": purpose}) == expected


@pytest.mark.parametrize(
    ("kind", "period", "purpose", "level"),
    [
        (TieKind.LEAD, SPELL, Purpose.EARLY_HELP_SUPPORT, DETAIL),
        (TieKind.TEAM, SPELL, Purpose.EARLY_HELP_SUPPORT, DETAIL),
        (TieKind.MANAGES, SPELL, Purpose.EARLY_HELP_SUPPORT, DETAIL),
        (TieKind.DUTY, SPELL, Purpose.SAFEGUARDING, SUMMARY),
        (TieKind.DUTY, SPELL, Purpose.EARLY_HELP_SUPPORT, YES_NO),
        (TieKind.RIGHTS_REQUEST, SPELL, Purpose.EARLY_HELP_SUPPORT, YES_NO),
        (TieKind.SELF_CLAIMED, SPELL, Purpose.EARLY_HELP_SUPPORT, SUMMARY),
        (TieKind.SELF_CLAIMED, SPELL, Purpose.RIGHTS, YES_NO),
        (TieKind.ENQUIRY, SPELL, Purpose.SAFEGUARDING, CONTACT),
        (TieKind.ENQUIRY, SPELL, Purpose.RIGHTS, YES_NO),
        (TieKind.LEAD, Period(None, None), Purpose.EARLY_HELP_SUPPORT, DETAIL),
        (TieKind.LEAD, Period(TODAY, None), Purpose.EARLY_HELP_SUPPORT, DETAIL),
        (TieKind.LEAD, Period(date(2026, 11, 21), None), Purpose.EARLY_HELP_SUPPORT, YES_NO),
        (TieKind.LEAD, Period(None, TODAY), Purpose.EARLY_HELP_SUPPORT, YES_NO),
    ],
)
def test_a_tie_counts_while_it_lasts_and_for_its_purposes(
    kind: TieKind, period: Period, purpose: Purpose, level: int
) -> None:
    found, gate = _answer(
        item={"owner": "SCHOOL"}, context={"ties": (Tie(kind, period),), "purpose": purpose}, actor={"clearance": 3}
    )
    assert (found, gate) == (level, None if level == DETAIL else Gate.RELATIONSHIP)


def test_without_a_tie_only_yes_or_no_is_left() -> None:
    assert _answer(context={"ties": ()}) == (YES_NO, Gate.RELATIONSHIP)


def test_the_closest_tie_counts() -> None:
    ties = (Tie(TieKind.DUTY, SPELL), Tie(TieKind.TEAM, SPELL), Tie(TieKind.SELF_CLAIMED, SPELL))
    for purpose in (Purpose.EARLY_HELP_SUPPORT, Purpose.SAFEGUARDING):
        assert _answer(item={"owner": "SCHOOL"}, context={"ties": ties, "purpose": purpose}) == (DETAIL, None)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"givers": frozenset({"HOUSING"})}, (NOTHING, Gate.SHARING)),
        ({"receivers": frozenset({"OTHER_SCHOOL"})}, (NOTHING, Gate.SHARING)),
        ({"categories": frozenset({"HEALTH"})}, (NOTHING, Gate.SHARING)),
        ({"purposes": frozenset({Purpose.TRIAGE})}, (NOTHING, Gate.SHARING)),
        ({"period": Period(date(2026, 1, 1), TODAY)}, (NOTHING, Gate.SHARING)),  # it ended at midnight
        ({"period": Period(date(2026, 11, 21), None)}, (NOTHING, Gate.SHARING)),
        ({"max_level": YES_NO}, (YES_NO, Gate.SHARING)),
        ({"max_level": DETAIL}, (DETAIL, None)),
        ({"needs_family_agreement": True}, (NOTHING, Gate.FAMILY)),
    ],
)
def test_every_term_of_an_agreement_bites(change: dict[str, Any], expected: tuple[int, Gate | None]) -> None:
    assert _answer(context=_agreement(**change)) == expected


def test_an_agencys_own_items_need_no_agreement() -> None:
    assert _answer(item={"owner": "SCHOOL"}, context={"agreements": ()}) == (DETAIL, None)


def test_what_kith_compiled_needs_an_agreement_from_anyone() -> None:
    assert _answer(item={"owner": None}) == (SUMMARY, Gate.SHARING)
    assert _answer(item={"owner": None}, context={"agreements": ()}) == (NOTHING, Gate.SHARING)


def test_of_several_agreements_the_one_that_lets_most_through_counts() -> None:
    low, closed = replace(AGREEMENT, ref="A0", max_level=YES_NO), replace(AGREEMENT, ref="A2", max_level=DETAIL)
    closed = replace(closed, needs_family_agreement=True)
    assert _answer(context={"agreements": (low, AGREEMENT, closed)}) == (SUMMARY, Gate.SHARING)
    agreed = {"agreements": (low, AGREEMENT, closed), "agreed": frozenset({("P-ELLA", "A2")})}
    assert _answer(context=agreed, item={"person_ref": "P-ELLA"}) == (DETAIL, None)
    assert _answer(context=agreed, item={"person_ref": "P-JAY"}) == (SUMMARY, Gate.SHARING)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"agreed": frozenset({("P-ELLA", "A1")})}, (SUMMARY, Gate.SHARING)),
        ({"agreed": frozenset({("P-ELLA", "A2")})}, (NOTHING, Gate.FAMILY)),  # to another agreement
        ({"agreed": frozenset({("P-DAWN", "A1")})}, (NOTHING, Gate.FAMILY)),  # of somebody else
        ({"agreed": frozenset({("", "A1")})}, (NOTHING, Gate.FAMILY)),
        ({"has_safeguarding_reason": True}, (NOTHING, Gate.FAMILY)),  # a reason counts for safeguarding alone
        ({"has_safeguarding_reason": True, "purpose": Purpose.SAFEGUARDING}, (SUMMARY, Gate.SHARING)),
        ({"is_glass_broken": True}, (NOTHING, Gate.FAMILY)),
        ({"is_glass_broken": True, "purpose": Purpose.SAFEGUARDING}, (SUMMARY, Gate.SHARING)),
    ],
)
def test_the_familys_agreement_and_what_lifts_it(context: dict[str, Any], expected: tuple[int, Gate]) -> None:
    about = {"person_ref": "P-ELLA"}
    assert _answer(context={**_agreement(needs_family_agreement=True), **context}, item=about) == expected


def test_what_is_about_nobody_by_name_is_agreed_to_by_nobody() -> None:
    agreed = {**_agreement(needs_family_agreement=True), "agreed": frozenset({("", "A1"), ("P-ELLA", "A1")})}
    assert _answer(context=agreed) == (NOTHING, Gate.FAMILY)


@pytest.mark.parametrize(
    ("label", "clearance", "expected"),
    [
        (0, 0, (SUMMARY, Gate.SHARING)),
        (1, 0, (CONTACT, Gate.SENSITIVITY)),
        (2, 1, (CONTACT, Gate.SENSITIVITY)),
        (2, 2, (SUMMARY, Gate.SHARING)),
        (3, 2, (NOTHING, Gate.SENSITIVITY)),
        (3, 3, (SUMMARY, Gate.SHARING)),
    ],
)
def test_above_the_clearance_a_contact_is_brokered_and_the_restricted_is_not_there(
    label: int, clearance: int, expected: tuple[int, Gate]
) -> None:
    assert _answer(actor={"clearance": clearance}, item={"sensitivity": label}) == expected


@pytest.mark.parametrize(
    ("is_cleared", "kind", "expected"),
    [
        (False, TieKind.LEAD, (NOTHING, Gate.SHIELD)),
        (True, TieKind.LEAD, (SUMMARY, Gate.SHARING)),
        (True, TieKind.TEAM, (SUMMARY, Gate.SHARING)),
        (True, TieKind.MANAGES, (NOTHING, Gate.SHIELD)),
        (True, TieKind.SELF_CLAIMED, (NOTHING, Gate.SHIELD)),
        (True, TieKind.ENQUIRY, (NOTHING, Gate.SHIELD)),
    ],
)
def test_a_shield_opens_for_the_cleared_and_close_alone(
    is_cleared: bool, kind: TieKind, expected: tuple[int, Gate]
) -> None:
    answer = _answer(
        actor={"is_shield_cleared": is_cleared}, item={"is_shielded": True}, context={"ties": (Tie(kind, SPELL),)}
    )
    assert answer == expected


def test_broken_glass_lifts_the_tie_and_no_more_than_it_may() -> None:
    broken = {"is_glass_broken": True, "purpose": Purpose.SAFEGUARDING, "ties": ()}
    assert _answer(context=broken) == (SUMMARY, Gate.SHARING)
    assert _answer(context={**broken, "agreements": ()}) == (NOTHING, Gate.SHARING)
    assert _answer(context=broken, actor={"clearance": 0}) == (CONTACT, Gate.SENSITIVITY)
    assert _answer(context=broken, actor={"has_second_factor": False}) == (NOTHING, Gate.IDENTITY)
    assert _answer(context={**broken, "purpose": Purpose.EARLY_HELP_SUPPORT}) == (YES_NO, Gate.RELATIONSHIP)


def test_what_is_owed() -> None:
    plain = decide(ACTOR, ITEM, CONTEXT)
    assert plain.obligations == {Obligation.RECORD}
    assert plain.agreement_ref == "A1"
    brokered = decide(replace(ACTOR, clearance=1), ITEM, CONTEXT)
    assert brokered.obligations == {Obligation.RECORD, Obligation.ASK_HOLDER}
    lifted = replace(
        CONTEXT,
        purpose=Purpose.SAFEGUARDING,
        has_safeguarding_reason=True,
        agreements=(replace(AGREEMENT, needs_family_agreement=True),),
    )
    assert Obligation.SAMPLE_REASON in decide(ACTOR, ITEM, lifted).obligations
    broken = replace(CONTEXT, purpose=Purpose.SAFEGUARDING, is_glass_broken=True)
    assert Obligation.ALERT_PRIVACY_OFFICERS in decide(ACTOR, ITEM, broken).obligations

"""What may follow what for a contact, and what must be there before it is decided."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.rules.contact_states import (
    CLOSED,
    DECIDED,
    RECEIVED,
    REOPENED,
    STATES,
    UNDECIDED,
    URGENT,
    Looked,
    can_follow,
    missing_for_decision,
)
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES

LOOKED = Looked(has_people=True, looked_for_all=True, looked_before=True, family_told="YES", agreed="YES")


@given(st.lists(st.sampled_from(STATES), max_size=12))
def test_nothing_is_closed_that_was_not_decided_just_before(wanted: list[str]) -> None:
    """Whatever anybody tries, in whatever order."""
    gone = [RECEIVED]
    for then in wanted:
        if can_follow(gone[-1], then):
            gone.append(then)
    for before, after in pairwise(gone):
        assert after != CLOSED or before == DECIDED
        assert after != RECEIVED
    assert gone.count(CLOSED) <= gone.count(DECIDED)


@given(st.sampled_from(STATES))
def test_every_state_leads_on_to_closed(state: str) -> None:
    """No contact can be left where nothing can be done with it."""
    reached = {state}
    for _ in STATES:
        reached |= {then for each in reached for then in STATES if can_follow(each, then)}
    assert CLOSED in reached


def test_what_is_closed_can_be_opened_again() -> None:
    assert can_follow(CLOSED, REOPENED)
    assert REOPENED in UNDECIDED


@pytest.mark.parametrize("missing", ["has_people", "looked_for_all", "looked_before", "family_told"])
@given(outcome=st.sampled_from(sorted(CONTACT_OUTCOMES)))
def test_only_acting_now_waits_for_nothing(missing: str, outcome: str) -> None:
    looked = Looked(**{**vars(LOOKED), missing: "" if missing == "family_told" else False})
    assert bool(missing_for_decision(looked, outcome)) == (outcome != URGENT)


@given(outcome=st.sampled_from(sorted(CONTACT_OUTCOMES)), agreed=st.sampled_from(["", "NO", "NOT_ASKED"]))
def test_keeping_somebody_safe_never_waits_for_a_yes(outcome: str, agreed: str) -> None:
    looked = Looked(**{**vars(LOOKED), "agreed": agreed})
    assert bool(missing_for_decision(looked, outcome)) == CONTACT_OUTCOMES[outcome].needs_agreement
    assert not CONTACT_OUTCOMES["REF_CSC"].needs_agreement

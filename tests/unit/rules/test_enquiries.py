"""What a question is answered: only a shield is silent to whoever asks for safeguarding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kith.rules.access import CONTACT, NOTHING, YES_NO, Purpose
from kith.rules.enquiries import NO_RECORD, SHIELD, SPEAK, YES, YES_CONTACT, Held, answer_question

SAFETY, SUPPORT = Purpose.SAFEGUARDING.value, Purpose.EARLY_HELP_SUPPORT.value
ASKED = [Purpose.TRIAGE.value, SUPPORT, SAFETY]


@st.composite
def held(draw: st.DrawFn) -> list[Held]:
    """Up to five things held, by up to three agencies; a shield always comes with level 0, as the rule gives it."""
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        is_shielded = draw(st.booleans())
        level = NOTHING if is_shielded else draw(st.integers(NOTHING, CONTACT))
        # The rule may name another gate first, even for somebody shielded.
        gate = draw(st.sampled_from(["SHARING", "FAMILY", "SENSITIVITY", "SHIELD"]))
        agency, person = draw(st.sampled_from("ABC")), draw(st.sampled_from("PQ"))
        rows.append(Held(person, agency, draw(st.integers(0, 3)), is_shielded, level, gate))
    return rows


@given(held(), st.sampled_from(ASKED), st.integers(1, 2), st.integers(1, 3))
def test_only_a_shield_may_look_like_no_record(rows: list[Held], purpose: str, level: int, at_least: int) -> None:
    answered = answer_question(rows, purpose=purpose, level=level, at_least=at_least)
    without = answer_question([r for r in rows if not r.is_shielded], purpose=purpose, level=level, at_least=at_least)
    # The shielded make no difference at all.
    assert (answered.answer, answered.shown, answered.withheld) == (without.answer, without.shown, without.withheld)
    assert all(cause == SHIELD for one, cause in answered.causes if one.is_shielded)
    holders = {one.agency_id for one in rows if not one.is_shielded}
    if purpose == SAFETY and len(holders) >= at_least:
        assert answered.answer != NO_RECORD
        closed = {one for one in rows if not one.is_shielded and one.level == NOTHING}
        assert closed == set(answered.withheld)
    if purpose != SAFETY:
        assert not answered.withheld
        assert answered.answer != SPEAK
    # Nothing is told above its level, and nothing below the threshold.
    assert all(one.level >= YES_NO for one in answered.shown)
    assert not answered.shown or len({one.agency_id for one in answered.shown}) >= at_least
    assert answered.answer != YES_CONTACT or (level == 2 and any(one.level >= CONTACT for one in answered.shown))
    assert len(answered.causes) == len(rows)


def test_one_closed_and_one_open_for_safety_is_both_a_yes_and_a_clock() -> None:
    rows = [Held("P", "A", 1, False, CONTACT), Held("P", "B", 2, False, NOTHING, "SHARING")]
    answered = answer_question(rows, purpose=SAFETY, level=2)
    assert (answered.answer, [one.agency_id for one in answered.withheld]) == (YES_CONTACT, ["B"])
    assert answer_question(rows, purpose=SUPPORT, level=1).answer == YES
    assert answer_question(rows[1:], purpose=SAFETY, level=2).answer == SPEAK
    assert answer_question(rows[1:], purpose=SUPPORT, level=2).answer == NO_RECORD

"""Pairs that people settle: who sees which, blind first, second opinions, and what goes back to the engine."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.published_run import AS_AT, write_run
from tests.builders.review_world import (
    OWN_PAIR,
    PLAIN_PAIR,
    PLAN_PAIR,
    SHIELDED_PAIR,
    UNAGREED_PAIR,
    asked_once,
    make_review_world,
    pair_row,
    review_world,
    reviewer,
)


@pytest.fixture
def pairs(database: None, tmp_path: Path) -> None:
    make_review_world(tmp_path)


def _seen_by(worker: Any) -> set[str]:
    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.models import ReviewPair

    with open_pairs(worker, action="LIST"):
        return set(ReviewPair.objects.values_list("pair_ref", flat=True))


def _case(pair_ref: str) -> Any:
    from kith.apps.matching.models import ReviewCase

    return ReviewCase.objects.using("owner").get(pair_ref=pair_ref)


def _asked_twice(pair_ref: str) -> None:
    from kith.apps.matching.models import ReviewCase

    ReviewCase.objects.using("owner").filter(pair_ref=pair_ref).update(asks_twice=True)


def _say(worker: Any, pair_ref: str, answer: str) -> None:
    from kith.apps.matching.actions.review import decide

    decide(pair_ref=pair_ref, answer=answer, reason="The birth dates agree.", by=worker)


def test_a_reviewer_sees_neither_the_hidden_nor_what_no_agreement_gives(pairs: None) -> None:
    assert _seen_by(reviewer("COUNCIL_EH", "E1")) == {PLAIN_PAIR, PLAN_PAIR, OWN_PAIR}
    cleared = reviewer("COUNCIL_EH", "E2", is_shield_cleared=True)
    assert _seen_by(cleared) == {PLAIN_PAIR, PLAN_PAIR, OWN_PAIR, SHIELDED_PAIR}
    assert UNAGREED_PAIR not in _seen_by(cleared)


def test_the_family_of_somebody_hidden_is_for_the_cleared_and_homes_from_before_the_shield_for_nobody(
    pairs: None,
) -> None:
    from kith.apps.governance.models import Shield

    worker = reviewer("COUNCIL_EH", "E1")
    cleared = reviewer("COUNCIL_EH", "E2", is_shield_cleared=True)
    shield = Shield.objects.using("owner").create(person_ref="P-DAWN", reason="COURT_ORDER", how_made="ASSIGNED")
    # Ella and Jay are Dawn's: their pair tells where she lives. Dawn's own has her homes in it still.
    assert _seen_by(worker) == {OWN_PAIR}
    assert _seen_by(cleared) == {PLAIN_PAIR, OWN_PAIR, SHIELDED_PAIR}
    shield.delete(using="owner")
    assert _seen_by(worker) == {PLAIN_PAIR, PLAN_PAIR, OWN_PAIR}


def test_nobody_sees_a_pair_without_the_clearance_whatever_a_page_believes(pairs: None) -> None:
    from dataclasses import replace

    from tests.builders.workers import sign_in_as

    worker = sign_in_as("COUNCIL_EH", "E1", "ANALYST")
    assert _seen_by(replace(worker, is_reviewer=True)) == set()


def test_nobody_compares_records_of_a_family_of_their_own(pairs: None) -> None:
    from django.utils import timezone

    from kith.apps.governance.models import DeclaredInterest

    worker = reviewer("COUNCIL_EH", "E1")
    fields = {field.name for field in DeclaredInterest._meta.fields}
    told = {"worker_id": worker.worker_id, "family_ref": "F-PLAIN01"}
    told |= {name: timezone.now() for name in ("declared_at", "at", "set_at") if name in fields}
    told |= {name: worker.worker_id for name in ("declared_by", "by", "set_by") if name in fields}
    DeclaredInterest.objects.using("owner").create(**told)
    assert OWN_PAIR not in _seen_by(worker)


def test_two_who_are_kept_apart_or_not_told_of_are_never_compared(pairs: None) -> None:
    from django.utils import timezone

    from kith.apps.governance.actions.kept_apart import keep_apart
    from kith.apps.governance.models import HiddenRelation

    worker = reviewer("COUNCIL_EH", "E1", is_shield_cleared=True)
    keep_apart(reason="ADOPTION", one_ref="P-ELLA", other_ref="P-WREN", by="test")
    HiddenRelation.objects.using("owner").create(
        one_ref="P-LEE", other_ref="P-DAWN", reason="UNDISCLOSED", how_made="ASSIGNED", set_at=timezone.now()
    )
    assert _seen_by(worker) == {OWN_PAIR, SHIELDED_PAIR}


def test_the_records_stand_side_by_side_and_the_evidence_only_when_asked_for(pairs: None) -> None:
    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.actions.review import show_evidence
    from kith.apps.matching.models import ReviewDecision
    from kith.apps.matching.queries.review import get_pair

    worker = reviewer("COUNCIL_EH", "E1")
    with open_pairs(worker, action="VIEW") as access:
        pair = get_pair(access, PLAIN_PAIR)
    assert pair.evidence is None
    assert {line.label: line.compares for line in pair.lines} == {
        "First name": "Differs", "Surname": "Same", "Born": "Same", "Lives or lived at": "One side only",
    }  # fmt: skip
    show_evidence(pair_ref=PLAIN_PAIR, by=worker)
    with open_pairs(worker, action="VIEW") as access:
        evidence = get_pair(access, PLAIN_PAIR).evidence
    assert evidence is not None
    assert "First name: differs. This makes a match 39 times less likely." in [step.sentence for step in evidence.steps]
    _say(worker, PLAIN_PAIR, "SAME")
    _say(worker, OWN_PAIR, "NOT_SAME")
    said = ReviewDecision.objects.using("owner").order_by("pk").values_list("saw_evidence", flat=True)
    assert list(said) == [True, False]


def test_each_showing_is_in_the_log_with_both_people(pairs: None) -> None:
    from kith.apps.audit.models import AccessEvent
    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.queries.review import get_pair

    worker = reviewer("COUNCIL_EH", "E1")
    with open_pairs(worker, action="VIEW") as access:
        get_pair(access, PLAIN_PAIR)
    line = AccessEvent.objects.using("owner").order_by("pk").last()
    assert line is not None
    assert (line.purpose, line.action, line.outcome) == ("MATCHING", "VIEW", "ALLOWED")
    assert line.subject_refs == ["P-ELLA", "P-JAY"]


def test_one_answer_settles_a_plain_pair_and_it_is_not_asked_again(pairs: None) -> None:
    from kith.apps.matching.queries.review import NoSuchPair, get_queue

    one, other = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    assert get_queue(other).waiting == 3
    _say(one, PLAIN_PAIR, "NOT_SAME")
    assert (_case(PLAIN_PAIR).state, _case(PLAIN_PAIR).answer) == ("SETTLED", "NOT_SAME")
    assert get_queue(other).waiting == 2
    assert get_queue(other).next_ref in {PLAN_PAIR, OWN_PAIR}
    with pytest.raises(NoSuchPair):
        _say(other, PLAIN_PAIR, "SAME")


def test_where_two_are_asked_the_second_reads_nothing_of_the_first(pairs: None) -> None:
    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.models import ReviewCase, ReviewDecision
    from kith.apps.matching.queries.review import NoSuchPair

    first, second, third = (reviewer("COUNCIL_EH", staff) for staff in ("E1", "E2", "E3"))
    _asked_twice(PLAN_PAIR)
    _say(first, PLAN_PAIR, "SAME")
    with pytest.raises(NoSuchPair):
        _say(first, PLAN_PAIR, "SAME")
    with open_pairs(second, action="LIST"):
        assert not ReviewDecision.objects.exists()
        assert ReviewCase.objects.get(pair_ref=PLAN_PAIR).answer == ""
    _say(second, PLAN_PAIR, "NOT_SAME")
    assert _case(PLAN_PAIR).state == "THIRD"
    _say(third, PLAN_PAIR, "NOT_SAME")
    assert (_case(PLAN_PAIR).state, _case(PLAN_PAIR).answer) == ("SETTLED", "NOT_SAME")


def test_nobody_puts_a_pair_away_alone_by_saying_that_they_cannot_tell(pairs: None) -> None:
    first, second = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    for pair in (PLAIN_PAIR, PLAN_PAIR):
        _say(first, pair, "CANNOT_TELL")
        assert (_case(pair).state, _case(pair).answer) == ("SECOND", "")
        _say(second, pair, "CANNOT_TELL")
        assert (_case(pair).state, _case(pair).answer) == ("SETTLED", "CANNOT_TELL")


def test_the_queue_does_not_say_how_many_have_a_plan(pairs: None) -> None:
    from tests.builders.crawl_world import browser_of

    page = browser_of(reviewer("COUNCIL_EH", "E1"), "").get("/review/").content
    assert b"plan" not in page.lower(), "whoever counts before and after an answer would know whose family has one"


def test_three_who_all_differ_cannot_tell(pairs: None) -> None:
    _asked_twice(PLAN_PAIR)
    for staff, answer in (("E1", "SAME"), ("E2", "CANNOT_TELL"), ("E3", "NOT_SAME")):
        _say(reviewer("COUNCIL_EH", staff), PLAN_PAIR, answer)
    assert _case(PLAN_PAIR).answer == "CANNOT_TELL"


def test_a_page_can_neither_settle_a_case_nor_change_or_number_an_answer(pairs: None) -> None:
    from django.db import DatabaseError, transaction

    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.models import ReviewCase, ReviewDecision

    worker, other = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    _say(worker, PLAN_PAIR, "SAME")
    for write in (
        lambda: ReviewCase.objects.filter(pair_ref=PLAIN_PAIR).update(state="SETTLED", answer="SAME"),
        lambda: ReviewDecision.objects.update(answer="NOT_SAME"),
        lambda: ReviewDecision.objects.create(
            case_id=_case(PLAIN_PAIR).pk, answer="SAME", reason="x", said_by=other.worker_id, at="2026-11-20T10:00Z"
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), open_pairs(worker, action="DECIDE"):
            write()


def test_what_was_settled_goes_out_with_the_export_and_the_engine_reads_it(pairs: None, tmp_path: Path) -> None:
    from kith.engine.store import Reviewed, RunsFolder
    from kith.handover.export import export_decisions

    _say(reviewer("COUNCIL_EH", "E1"), PLAIN_PAIR, "NOT_SAME")
    export_decisions(tmp_path / "runs")
    told = json.loads((tmp_path / "runs" / "matches.json").read_text(encoding="utf-8"))
    assert told["reviewed"] == [{"one": "school:1", "other": "housing:1", "answer": "NOT_SAME", "is_sample": False}]
    assert RunsFolder(tmp_path / "runs").decided().reviewed == (Reviewed("school:1", "housing:1", "NOT_SAME"),)
    assert "Ela" not in json.dumps(told)


def test_what_is_held_of_a_pair_is_told_and_goes_with_the_person(pairs: None) -> None:
    from kith.apps.matching.hooks import erase, tell
    from kith.apps.matching.models import ReviewCase, ReviewDecision, ReviewPair

    _say(reviewer("COUNCIL_EH", "E1"), PLAIN_PAIR, "NOT_SAME")
    told = list(tell("P-JAY", "owner"))
    assert [each.about_refs for each in told] == [("P-JAY", "P-ELLA")]
    assert "two people" in told[0].text
    erase("P-ELLA", "owner")
    left = (ReviewPair, ReviewCase, ReviewDecision)
    assert [model.objects.using("owner").filter(**about).count() for model, about in zip(
        left, ({"pair_ref": PLAIN_PAIR}, {"pair_ref": PLAIN_PAIR}, {}), strict=True
    )] == [0, 0, 0]  # fmt: skip


def test_a_retired_runs_pairs_go_and_what_people_said_of_them_stays(pairs: None) -> None:
    from django.db import connections

    from kith.apps.intake.models import Run
    from kith.apps.matching.actions.take_in import forget_review
    from kith.apps.matching.models import ReviewCase, ReviewPair

    _say(reviewer("COUNCIL_EH", "E1"), PLAIN_PAIR, "NOT_SAME")
    with connections["loader"].cursor() as cursor:
        forget_review(cursor, Run.objects.using("owner").get().pk, by="test")
    assert not ReviewPair.objects.using("owner").exists()
    assert [case.pair_ref for case in ReviewCase.objects.using("owner").all()] == [PLAIN_PAIR]


def test_a_reviewer_goes_from_what_waits_to_the_evidence_to_the_next_pair(pairs: None) -> None:
    from tests.builders.crawl_world import browser_of

    browser = browser_of(reviewer("COUNCIL_EH", "E1"), "")
    assert b"3 pairs of records wait" in browser.get("/review/").content
    page = browser.get(f"/review/{PLAIN_PAIR}/").content.decode()
    assert "Marlowe" in page
    assert 'name="answer_keys" value="on" checked' in page
    assert "14 Tern Close" not in page, "one side alone has a home: nothing to compare, so nothing to read"
    assert "likelier" not in page
    for hidden in ("P-ELLA", "SCH_1", "Northmoor", "HOMES", "Wexmoor Homes", "school:1"):
        assert hidden not in page, "a pair says neither whose records they are nor of which agency"
    page = browser.post(f"/review/{PLAIN_PAIR}/evidence/", follow=True).content.decode()
    assert "Date of birth: same day. This makes a match 14,000 times likelier." in page
    assert "<svg" in page
    page = browser.post(f"/review/{PLAIN_PAIR}/", {"answer": "SAME", "reason": ""}).content.decode()
    assert "Say what tells you so." in page
    assert 'name="answer_keys" value="on" aria' in page, "the keys stay off for the sitting once they were put off"
    answer = browser.post(f"/review/{PLAIN_PAIR}/", {"answer": "SAME", "reason": "All but a letter is the same"})
    assert answer["Location"] in {f"/review/{PLAN_PAIR}/", f"/review/{OWN_PAIR}/"}
    gone = browser.get(f"/review/{PLAIN_PAIR}/")
    assert b"K535" in gone.content
    assert b"Marlowe" not in gone.content


def test_who_is_not_cleared_comes_to_no_page_of_review(pairs: None) -> None:
    from tests.builders.crawl_world import browser_of
    from tests.builders.workers import sign_in_as

    browser = browser_of(sign_in_as("COUNCIL_EH", "E1", "INFORMATION_GOVERNANCE"), "")
    assert browser.get("/review/").status_code == 403
    assert browser.get(f"/review/{PLAIN_PAIR}/").status_code == 403
    assert browser.post(f"/review/{PLAIN_PAIR}/", {"answer": "SAME", "reason": "x"}).status_code == 403
    assert browser.post(f"/review/{PLAIN_PAIR}/evidence/").status_code == 403
    assert b"One person or two?" not in browser.get("/").content


def test_whoever_had_the_page_open_while_another_settled_it_is_told_so(
    pairs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.actions import review
    from kith.apps.matching.models import ReviewDecision
    from kith.apps.matching.queries.review import get_pair

    one, other = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    with open_pairs(other, action="VIEW") as access:
        stale = get_pair(access, PLAIN_PAIR)
    _say(one, PLAIN_PAIR, "SAME")
    monkeypatch.setattr(review, "get_pair", lambda *_: stale)
    with pytest.raises(review.SettledMeanwhile):
        _say(other, PLAIN_PAIR, "NOT_SAME")
    assert [row.answer for row in ReviewDecision.objects.using("owner").all()] == ["SAME"]


def _make_live_with(folder: Path, pairs: list[dict[str, Any]]) -> None:
    from kith.handover.load import load_run, make_live

    rows = review_world() | {"review": pairs}
    make_live(load_run(write_run(folder / "run-2", rows), by="test").run_id, by="test")
    asked_once()


def test_no_more_is_open_at_once_than_is_worth_asking_and_the_rest_is_counted(pairs: None, tmp_path: Path) -> None:
    """Whoever compares records has no need to read of half the council at once."""
    from kith.apps.matching.queries.review import get_queue

    many = [pair_row(f"RV-{number:012d}", number, "P-ELLA", "P-JAY") for number in range(1, 101)]
    _make_live_with(tmp_path, many)
    worker = reviewer("COUNCIL_EH", "E1")
    assert _seen_by(worker) == {row["pair_ref"] for row in many[:40]}, "the most worth asking"
    queue = get_queue(worker)
    assert (queue.waiting, queue.later) == (40, 60)
    _say(worker, "RV-000000000001", "NOT_SAME")
    assert "RV-000000000041" in _seen_by(worker), "none is lost: where one is settled, the next is asked"
    assert get_queue(worker).later == 59


def test_whose_family_has_a_plan_is_told_neither_by_the_order_nor_by_who_is_asked_twice(
    pairs: None, tmp_path: Path
) -> None:
    """Built as an attacker would: the same pairs, once with plans and once without, must come out alike."""
    from kith.apps.matching.models import ReviewCase, ReviewPair
    from kith.apps.matching.queries.review import get_queue

    many = [pair_row(f"RV-{number:012d}", number, "P-ELLA", "P-JAY", has_plan=number <= 20) for number in range(1, 41)]
    _make_live_with(tmp_path, many)
    worker = reviewer("COUNCIL_EH", "E1")

    def order() -> str:
        return get_queue(worker).next_ref

    with_plans = order()
    ReviewPair.objects.using("owner").update(has_plan=False)
    ReviewCase.objects.using("owner").update(has_plan=False)
    assert order() == with_plans
    firsts = {get_queue(reviewer("COUNCIL_EH", staff)).next_ref for staff in ("E1", "E2", "E3")}
    assert len(firsts) > 1, "each has an order of their own"
    _say(worker, with_plans, "SAME")
    assert _case(with_plans).state == "SETTLED"


def test_about_one_pair_in_ten_is_drawn_for_two_by_its_reference_alone(pairs: None) -> None:
    from django.db import connections

    def drawn() -> list[int]:
        with connections["owner"].cursor() as cursor:
            cursor.execute("select n from generate_series(1, 2000) as n where kith_asks_twice('RV-' || n)")
            return [number for (number,) in cursor.fetchall()]

    assert 120 < len(drawn()) < 280
    assert drawn() == drawn()
    with connections["default"].cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("select kith_asks_twice('RV-1')")


def test_who_steps_aside_is_never_asked_about_these_people_or_their_families_again(pairs: None, tmp_path: Path) -> None:
    from tests.builders.crawl_world import browser_of

    worker, other = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    browser = browser_of(worker, "")
    assert browser.post(f"/review/{PLAIN_PAIR}/aside/").status_code == 302
    # Ella and Jay are of the family of Dawn and Lee.
    assert _seen_by(worker) == {OWN_PAIR}
    assert _seen_by(other) == {PLAIN_PAIR, PLAN_PAIR, OWN_PAIR}
    assert _case(PLAIN_PAIR).state == "OPEN", "it is no answer"
    _make_live_with(tmp_path, [pair_row("RV-BBBBBBBBBBB1", 1, "P-LEE", "P-JAY")])
    assert _seen_by(worker) == set(), "nor about another pair, of another run"


def test_nobody_steps_aside_for_another_or_of_whom_they_are_not_asked(pairs: None) -> None:
    from django.db import DatabaseError

    from kith.apps.governance.pair_door import open_pairs
    from kith.apps.matching.models import SteppedAside

    worker, other = reviewer("COUNCIL_EH", "E1"), reviewer("COUNCIL_EH", "E2")
    for forged in ({"worker_id": other.worker_id, "person_ref": "P-ELLA"}, {"person_ref": "P-RUTH"}):
        with pytest.raises(DatabaseError), open_pairs(worker, action="WRITE"):
            SteppedAside.objects.create(**{"worker_id": worker.worker_id, "at": "2026-11-20T10:00Z", **forged})


def test_who_cleared_a_reviewer_is_no_second_opinion_to_them(pairs: None) -> None:
    from kith.apps.agencies.models import Clearance
    from kith.apps.matching.queries.review import NoSuchPair

    one, other, third = (reviewer("COUNCIL_EH", staff) for staff in ("E1", "E2", "E3"))
    Clearance.objects.using("owner").filter(worker_id=one.worker_id).delete()
    _clear(one.worker_id, by=(other.worker_id, 9_001))
    _asked_twice(PLAIN_PAIR)
    _say(one, PLAIN_PAIR, "SAME")
    assert PLAIN_PAIR not in _seen_by(other)
    with pytest.raises(NoSuchPair):
        _say(other, PLAIN_PAIR, "SAME")
    assert PLAIN_PAIR in _seen_by(third)
    _asked_twice(PLAN_PAIR)
    _say(other, PLAN_PAIR, "SAME")
    assert PLAN_PAIR not in _seen_by(one), "nor the other way round"


def _clear(worker_id: int, *, by: tuple[int, int]) -> None:
    from django.utils import timezone

    from kith.apps.agencies.models import Clearance

    now = timezone.now()
    Clearance.objects.using("owner").create(
        worker_id=worker_id, kind="REVIEW", reason="test", valid_from=AS_AT - timedelta(days=9),
        valid_to=AS_AT + timedelta(days=90), proposed_by=by[0], proposed_at=now, decided_by=by[1], approved_at=now,
    )  # fmt: skip

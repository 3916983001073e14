"""Decisions to share or not are kept; who asks from outside the agreements is refused until a named person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kith.vocabulary.errors import KithError
from tests.builders.published_run import AS_AT

Make = Callable[..., Any]
BASIS = "6(1)(e)+9(2)(g)"
ASKED = {
    "kind": "IMMIGRATION", "asked_by": "An officer, Croydon", "about": "Ella Marlowe, 14 May 2015",
    "wanted": "Where she goes to school", "their_basis": "", "held_by": "COUNCIL_EH", "received_on": AS_AT,
}  # fmt: skip
WHY = {"basis": BASIS, "reason": "It would keep the family from asking for help.", "what": "Which school she goes to"}


@pytest.fixture
def people(worker_of: Make) -> tuple[Any, Any, Any]:
    """A practitioner of a school; information governance of early help, and of the school."""
    return (
        worker_of("SCH_1", "S1", "PRACTITIONER"),
        worker_of("COUNCIL_EH", "E1", "INFORMATION_GOVERNANCE"),
        worker_of("SCH_1", "S2", "INFORMATION_GOVERNANCE"),
    )


def _listed(worker: Any) -> tuple[list[str], list[str]]:
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.queries.decisions import list_decisions, list_requests

    with open_desk(worker, action="LIST"):
        return [row.outcome for row in list_decisions()], [row.ref for row in list_requests()]


def test_from_outside_it_is_refused_until_the_named_person_decides(people: Any, worker_of: Make) -> None:
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.actions import decide_outside_request, receive_outside_request
    from kith.apps.governance.queries.decisions import count_decisions, list_requests

    priya, ina, other = people
    ref = receive_outside_request(by=priya, decider_id=ina.worker_id, **ASKED)
    with open_desk(ina, action="LIST"):
        (asked,) = list_requests()
        assert (asked.decision, asked.decider) == (None, "Fay Door")
        assert count_decisions() == (("Immigration enforcement", 0, 0, 1),)
    for worker in (priya, other):
        with pytest.raises(KithError, match="K435"):
            decide_outside_request(by=worker, ref=ref, outcome="SHARED", **WHY)
    decide_outside_request(by=ina, ref=ref, outcome="NOT_SHARED", **WHY)
    with pytest.raises(KithError, match="K435"):
        decide_outside_request(by=ina, ref=ref, outcome="SHARED", **WHY)
    with open_desk(ina, action="LIST"):
        assert count_decisions() == (("Immigration enforcement", 0, 1, 0),)
    assert _listed(priya) == ([], [ref])
    assert _listed(worker_of("HOMES", "L1", "PRACTITIONER")) == ([], [])


def test_a_decision_is_read_by_who_made_it_and_who_answers_for_it(people: Any, worker_of: Make) -> None:
    from kith.apps.governance.actions import record_decision

    priya, ina, other = people
    record_decision(by=priya, asked_by="A football club", held_by="SCH_1", outcome="NOT_SHARED", **WHY)
    assert [_listed(worker)[0] for worker in (priya, other, ina)] == [["NOT_SHARED"], ["NOT_SHARED"], []]
    assert _listed(worker_of("HOMES", "L1", "MANAGER"))[0] == []


def test_the_acts_duty_is_a_dated_switch(people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off, it is no basis; on, each decision says so; and it opens nothing by itself."""
    from kith.apps.governance.actions import record_decision
    from kith.apps.governance.models import SharingDecision

    given = {"asked_by": "Police", "held_by": "SCH_1", "outcome": "SHARED", "what": "That she was absent"}
    given |= {"basis": "6(1)(c) s.16LA", "reason": "She may be in danger at home."}
    monkeypatch.setenv("KITH_DUTY_FROM", "2026-11-21")
    with pytest.raises(KithError, match="K436"):
        record_decision(by=people[0], **given)
    monkeypatch.setenv("KITH_DUTY_FROM", "2026-11-20")
    ref = record_decision(by=people[0], **given)
    assert SharingDecision.objects.using("owner").get(ref=ref).is_under_duty


def test_the_pages_pass_it_on_and_never_look_anybody_up(people: Any) -> None:
    from django.db import connections

    from tests.integration.test_attack import _sign_in

    client, _ = _sign_in("sch_1-s1")
    posted = ASKED | {"received_on": "2026-11-20", "decider_id": str(people[1].worker_id)}
    answer = client.post("/decisions/outside/", posted)
    page = client.get(answer.url).content.decode()
    assert "The answer is no, unless Fay Door decides otherwise" in page
    assert "Tern Close" not in page, "where she does live"
    assert client.post("/decisions/new/", {"outcome": "SHARED"}).status_code == 200
    made = {"asked_by": "A club", "held_by": "SCH_1", "outcome": "NOT_SHARED", "detriment": "", **WHY}
    assert client.post("/decisions/new/", made).status_code == 302
    assert "Kept as SD-" in client.get("/decisions/").content.decode()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from audit_accessevent where cardinality(subject_refs) > 0")
        assert cursor.fetchone() == (0,)

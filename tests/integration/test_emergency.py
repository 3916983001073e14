"""Opening in an emergency, a tie by one's own word, and their reviews: who is told, what it opens, when it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.builders.small_world import MARLOWES, PLAIN, REFUGE

Make = Callable[..., Any]
SAFE, SUPPORT = "SAFEGUARDING", "EARLY_HELP_SUPPORT"
REASON = "A neighbour rang: shouting next door and a child crying"
OTHER_REASON = "School says that she has not come in since Monday"


def break_glass(worker: Any, family_ref: str = PLAIN, reason: str = REASON) -> str:
    from kith.apps.governance.actions.emergency import break_glass

    return break_glass(by=worker, purpose=SAFE, family_ref=family_ref, reason=reason)


def is_open(worker: Any, family_ref: str, purpose: str = SAFE) -> bool:
    from kith.apps.governance.access import AccessRefused, open_family
    from kith.apps.people.queries import list_members

    try:
        with open_family(worker, purpose, family_ref) as access:
            return bool(list_members(access))
    except AccessRefused:
        return False


def owner(model: str) -> Any:
    from django.apps import apps

    return apps.get_model(f"governance.{model}").objects.using("owner")


def officer_of(worker_of: Make) -> Any:
    return worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")


@pytest.fixture
def sam(worker_of: Make) -> Any:
    """A housing officer who has no tie with the plain family."""
    return worker_of("HOMES", "L1", "PRACTITIONER", session_ref="sitting-1")


def test_it_opens_one_family_for_this_purpose_in_this_sitting_until_it_is_closed(sam: Any) -> None:
    from dataclasses import replace

    from kith.apps.governance.actions.emergency import close_glass

    assert not is_open(sam, PLAIN)
    ref = break_glass(sam)
    assert is_open(sam, PLAIN)
    assert not is_open(sam, PLAIN, SUPPORT)
    assert not is_open(replace(sam, session_ref="sitting-2"), PLAIN)
    assert not is_open(sam, REFUGE)
    close_glass(by=sam, ref=ref)
    assert not is_open(sam, PLAIN)


def test_it_ends_by_itself(sam: Any) -> None:
    ref = break_glass(sam)
    row = owner("BreakGlass").get(ref=ref)
    assert row.ends_at - row.began_at == timedelta(minutes=60)
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table governance_breakglass disable trigger user")
        cursor.execute("update governance_breakglass set began_at = began_at - interval '1 hour', ends_at = now()")
        cursor.execute("alter table governance_breakglass enable trigger user")
    assert not is_open(sam, PLAIN)


def test_signing_out_ends_it(sam: Any) -> None:
    from kith.apps.governance.actions.emergency import close_for_session

    break_glass(sam)
    assert close_for_session(by=sam) == 1
    assert not is_open(sam, PLAIN)


@pytest.mark.parametrize(
    ("purpose", "reason", "last", "code"),
    [
        (SUPPORT, REASON, "", "K451"),
        (SAFE, "too short", "", "K452"),
        (SAFE, "help help help help help help", "", "K452"),
        (SAFE, f"  {REASON.upper()}!", REASON, "K452"),
    ],
)
def test_without_a_real_reason_and_purpose_nothing_opens(
    sam: Any, purpose: str, reason: str, last: str, code: str
) -> None:
    from kith.apps.governance.actions.emergency import break_glass as act
    from kith.vocabulary.errors import KithError

    if last:
        break_glass(sam, reason=last)
    before = owner("BreakGlass").count()
    with pytest.raises(KithError) as told:
        act(by=sam, purpose=purpose, family_ref=MARLOWES, reason=reason)
    assert told.value.code == code
    assert owner("BreakGlass").count() == before


def test_it_is_no_way_to_learn_who_exists(sam: Any, worker_of: Make) -> None:
    """A family that is, one whose people must not be found, and none at all: the same rows, the same alerts."""
    from kith.apps.audit.queries import list_newest_events
    from kith.apps.governance.access import AccessRefused, open_family

    officer_of(worker_of)
    told, lines = [], []
    for number, family_ref in enumerate((PLAIN, REFUGE, "F-N0B0DY77")):
        ref = break_glass(sam, family_ref, f"{REASON} {number}")
        reviews = owner("BreakGlassReview").filter(break_glass=ref).values_list("agency_id", "due_at")
        row = owner("BreakGlass").get(ref=ref)
        told.append([(agency, due - row.began_at) for agency, due in reviews.order_by("agency_id")])
        line = next(each for each in list_newest_events(3) if each["break_glass_ref"] == ref)
        lines.append({name: line[name] for name in ("action", "outcome", "level_granted", "gate", "reason_given")})
    assert told[0] == told[1] == told[2]
    assert lines[0] == lines[1] == lines[2]
    assert [agency for agency, _ in told[0]] == ["COUNCIL_EH"]  # housing has no privacy officer: the council's looks
    with pytest.raises(AccessRefused) as refused, open_family(sam, SAFE, "F-N0B0DY77"):
        pass
    assert refused.value.gate == "RELATIONSHIP"


def test_somebody_who_must_not_be_found_stays_hidden(sam: Any) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import list_members

    break_glass(sam, REFUGE)
    with open_family(sam, SAFE, REFUGE) as access:
        assert {member.person_ref for member in list_members(access)} <= {"P-IAN"}


def test_the_agency_that_leads_reviews_it_too(sam: Any, worker_of: Make) -> None:
    worker_of("SCH_1", "S2", "INFORMATION_GOVERNANCE")
    officer_of(worker_of)
    ref = break_glass(sam, MARLOWES)
    reviews = owner("BreakGlassReview").filter(break_glass=ref)
    assert set(reviews.values_list("agency_id", flat=True)) == {"SCH_1", "COUNCIL_EH"}


def test_a_review_is_anothers_and_once(sam: Any, worker_of: Make) -> None:
    from kith.apps.audit.actions import LIST
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.actions.emergency import ReviewNotYours, answer_review
    from kith.apps.governance.queries.emergency import list_reviews

    officer = officer_of(worker_of)
    asker = worker_of("COUNCIL_EH", "E2", "PRACTITIONER", session_ref="sitting-3")
    asker = worker_of("COUNCIL_EH", "E2", "INFORMATION_GOVERNANCE", session_ref="sitting-3")
    auditor = worker_of("COUNCIL_EH", "E1", "AUDITOR")
    ref = break_glass(asker)
    said = {"ref": ref, "outcome": "TRAINING", "note": "Rang the school, which had answered already."}
    for other in (asker, sam, auditor):
        with pytest.raises(ReviewNotYours):
            answer_review(by=other, **said)
    with open_desk(auditor, action=LIST):
        (row,) = list_reviews()
    assert (row.ref, row.reason, row.family_ref, row.worker_id) == (ref, "", "", None)
    answer_review(by=officer, **said)
    with pytest.raises(ReviewNotYours):
        answer_review(by=officer, **said)
    row = owner("BreakGlass").get(ref=ref)
    assert row.family_told_on is not None
    assert owner("BreakGlassReview").get(break_glass=ref).reviewed_by == officer.worker_id


def test_what_was_opened_is_listed_without_what_it_said(sam: Any) -> None:
    from kith.apps.audit.queries import list_opened_under

    ref = break_glass(sam)
    assert is_open(sam, PLAIN)
    lines = list_opened_under(ref)
    assert [line.action for line in lines] == ["BREAK_GLASS", "VIEW"]
    assert {"P-ZOE", "P-MUM"} == set(lines[1].person_refs)


def test_the_database_holds_to_it_whoever_writes(sam: Any) -> None:
    """A web connection can neither open for longer, for another, nor alter what was begun or its review."""
    from django.db import DatabaseError, connection, transaction

    from kith.apps.governance.access import begin

    ref = break_glass(sam)
    now = timezone.now()
    insert = (
        "insert into governance_breakglass (ref, kind, worker_id, agency_id, session_ref, family_ref, reason, began_at,"
        " ends_at, withheld_reason) values (%s, %s, %s, 'HOMES', %s, 'F-PLAIN01', 'x', %s, %s, '')"
    )
    hour = now + timedelta(minutes=60)
    attempts = [
        (insert, ["BG-1", "GLASS", sam.worker_id, sam.session_ref, now, now + timedelta(hours=2)]),
        (insert, ["BG-2", "GLASS", sam.worker_id + 1, sam.session_ref, now, hour]),
        (insert, ["BG-3", "GLASS", sam.worker_id, "another", now, hour]),
        (
            insert,
            ["BG-4", "GLASS", sam.worker_id, sam.session_ref, now + timedelta(hours=1), hour + timedelta(hours=1)],
        ),
        ("update governance_breakglass set ends_at = ends_at + interval '1 day' where ref = %s", [ref]),
        ("update governance_breakglass set withheld_reason = 'x' where ref = %s", [ref]),
        ("delete from governance_breakglass where ref = %s", [ref]),
        ("delete from governance_breakglassreview where break_glass_id = %s", [ref]),
    ]

    def attempt(statement: str, values: list[Any]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            begin(sam, SAFE, scope="DESK")
            cursor.execute(statement, values)

    for statement, values in attempts:
        with pytest.raises(DatabaseError):
            attempt(statement, values)
    with transaction.atomic(), connection.cursor() as cursor:
        begin(sam, SAFE, scope="DESK")
        cursor.execute("update governance_breakglassreview set outcome = 'JUSTIFIED' where break_glass_id = %s", [ref])
        assert cursor.rowcount == 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from governance_breakglass")
        assert cursor.fetchone()[0] == 0, "without saying who asks there are no rows"


def test_ones_own_word_is_taken_for_a_day_for_three_families(sam: Any) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.governance.actions.emergency import TooManyClaims, claim_tie
    from kith.rules.access import SUMMARY

    for number, family_ref in enumerate((PLAIN, "F-A", "F-B")):
        claim_tie(by=sam, purpose=SUPPORT, family_ref=family_ref, reason=f"{OTHER_REASON} {number}")
    with open_family(sam, SUPPORT, PLAIN) as access:
        assert access.decision.level == SUMMARY
    assert owner("BreakGlassReview").count() == 3
    with pytest.raises(TooManyClaims):
        claim_tie(by=sam, purpose=SUPPORT, family_ref="F-C", reason=REASON)


def test_a_family_of_ones_own_never_opens(sam: Any, worker_of: Make) -> None:
    from kith.apps.governance.actions.interests import declare_interest

    priya = worker_of("SCH_1", "S1", "LEAD_WORKER", session_ref="sitting-4")
    assert is_open(priya, MARLOWES, SUPPORT)
    declare_interest(by=priya, family_ref=MARLOWES)
    assert not is_open(priya, MARLOWES, SUPPORT)
    break_glass(priya, MARLOWES)
    assert not is_open(priya, MARLOWES, SAFE)
    from kith.apps.people.queries import search

    assert search(priya, SUPPORT, "Ella Marlowe").is_empty


def test_what_waits_names_nobody_and_the_auditor_sees_what_is_overdue(sam: Any, worker_of: Make) -> None:
    from django.db import connections

    from kith.apps.governance.waiting import list_waiting

    officer, auditor = officer_of(worker_of), worker_of("COUNCIL_EH", "E1", "AUDITOR")
    ref = break_glass(sam)
    assert [each.is_overdue for each in list_waiting(officer) if ref in each.text] == [False]
    assert not [each for each in list_waiting(auditor) if ref in each.text]
    assert [each.url for each in list_waiting(sam) if ref in each.text] == [f"/families/{PLAIN}/"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table governance_breakglassreview disable trigger user")
        cursor.execute("update governance_breakglassreview set due_at = now() - interval '1 hour'")
        cursor.execute("alter table governance_breakglassreview enable trigger user")
    assert [each.is_overdue for each in list_waiting(officer) if ref in each.text] == [True]
    assert [each.is_overdue for each in list_waiting(auditor) if ref in each.text] == [True]
    assert not [each for each in (*list_waiting(officer), *list_waiting(auditor)) if "neighbour" in each.text]

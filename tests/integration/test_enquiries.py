"""Questions between agencies: exact identifiers in, the least out, everybody told who is owed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders.enquiries import (
    DAWN,
    ELLA,
    KIT,
    NOBODY,
    ZOE,
    ask_as,
    ask_on_pages,
    flag,
    hide_relation,
    owner_sql,
    shield,
)
from tests.integration.test_attack import _sign_in

Make = Callable[..., Any]
SAFETY, TRIAGE = "SAFEGUARDING", "TRIAGE"
NO_AGREEMENT = ("PROTECTED_ADDRESS", 3)  # nobody receives it from any agreement
HELD = ("POLICE", "KNOWN_NOW", *NO_AGREEMENT)


def _page(worker: Any, ref: str) -> Any:
    from kith.apps.enquiries.queries import get_enquiry

    return get_enquiry(worker, ref)


def _answer(worker: Any, *asked: Any, **more: Any) -> str:
    return _page(worker, ask_as(worker, *asked, **more)).answer


def _causes() -> list[tuple[str, str, str]]:
    from kith.apps.enquiries.models import Cause

    return sorted(Cause.objects.using("audit").values_list("person_ref", "agency_id", "cause"))


@pytest.fixture
def door(worker_of: Make) -> Any:
    """A worker of the front door."""
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


def test_a_yes_names_whom_to_ring_and_starts_the_holders_clock(door: Any, worker_of: Make) -> None:
    from kith.apps.enquiries.queries import list_notices, list_waiting

    holder = worker_of("SCH_1", "S1", "LEAD_WORKER")
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    page = _page(door, ask_as(door, ELLA))
    assert page.answer == "YES_CONTACT"
    assert [(each.agency_name, each.speaker.name) for each in page.contacts] == [("Northmoor Primary", "Priya Shah")]
    [notice] = list_notices(holder)
    assert (notice.asker.name, notice.is_mine, notice.is_overdue) == ("Fay Door", True, False)
    assert notice.due_at - notice.told_at == timedelta(hours=48)
    assert [each.due_at for each in list_waiting(holder)] == [notice.due_at]
    # A colleague who holds nothing is told nothing, and so is whoever asked.
    assert not list_notices(worker_of("SCH_1", "S2", "PRACTITIONER"))
    assert not list_notices(door)
    owner_sql("update enquiries_notice set due_at = due_at - interval '3 days'")
    assert list_waiting(holder)[0].is_overdue


def test_a_level_of_yes_or_no_names_nobody(door: Any) -> None:
    flag("P-DAWN", "CAMHS", "KNOWN_NOW", "MENTAL_HEALTH", 2)  # its agreement goes no further than yes or no
    page = _page(door, ask_as(door, DAWN))
    assert (page.answer, page.contacts) == ("YES", ())


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "QX4 7TP"},
        {"born_on": date(2015, 5, 15)},
        {"surname": "Marlow"},
        {"forename": "Ell"},
        {"forename": "%"},
        {"forename": ""},
        {"scheme": "NHS_NUMBER", "value": ""},
        {"scheme": "UPN", "value": ""},
        {"scheme": "NAME_AND_BIRTH", "value": "x"},
    ],
)
def test_nearly_right_finds_nobody(door: Any, changed: dict[str, Any]) -> None:
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    assert _answer(door, replace(ELLA, **changed)) == "NO_RECORD"
    assert _causes() == [("", "", "NO_MATCH")]


def test_the_name_somebody_goes_by_and_accents_and_case_are_the_same_name(door: Any) -> None:
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    flag("P-ZOE", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    asked = (replace(ELLA, forename="ellie"), ZOE, replace(ZOE, forename="ZOË"))
    assert [_answer(door, whom) for whom in asked] == ["YES_CONTACT"] * 3


@pytest.mark.parametrize("purpose", [TRIAGE, SAFETY])
def test_every_kind_of_nothing_is_one_page(worker_of: Make, monkeypatch: pytest.MonkeyPatch, purpose: str) -> None:
    """The bytes; that they are equally slow is measured by bench_enquiries.py. Only a shield is silent for safety."""
    from kith.apps.enquiries.views import ask

    steps: list[float] = []
    monkeypatch.setattr(ask, "wait_for_the_step", steps.append)
    worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    flag("P-KIT", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)  # shielded
    flag("P-ZOE", *HELD)
    client, _ = _sign_in("council_eh-e1")
    client.post("/purpose/", {"purpose": purpose})
    held_but_closed = [ZOE] if purpose == TRIAGE else []
    pages = [ask_on_pages(client, whom) for whom in (NOBODY, replace(ELLA, value="QX4 7TP"), KIT, *held_but_closed)]
    assert len({_bare(page) for page in pages}) == 1
    assert b"No record we can share, as at 20 November 2026" in pages[0]
    assert (b"This is not a clear" in pages[0]) == (purpose == SAFETY)
    assert len(steps) == len(pages)
    assert ("P-KIT", "SCH_1", "SHIELD") in _causes()
    if purpose == SAFETY:
        assert b"must speak to you" in ask_on_pages(client, ZOE)


def _bare(page: bytes) -> bytes:
    """Leave out what differs between any two pages: the reference, the minute, the name that was typed, the token."""
    page = re.sub(rb"EQ-\w+", b"EQ", page)
    page = re.sub(rb"About [^<]*\.</p>", b"", page)
    page = re.sub(rb"asked \d+ \w+ \d+ \d\d:\d\d", b"", page)
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def test_what_is_withheld_for_safety_starts_a_clock_with_a_person_on_it(door: Any, worker_of: Make) -> None:
    from kith.apps.enquiries.queries import list_notices

    lead = worker_of("PROBATION", "R1", "MANAGER")
    front_door_lead = worker_of("COUNCIL_EH", "E2", "MANAGER")
    owner_sql("update agencies_agency set safeguarding_lead_id = %s where agency_id = 'PROBATION'", lead.worker_id)
    flag("P-ELLA", "PROBATION", "KNOWN_NOW", "MADE_UP", 2)  # in no agreement
    page = _page(door, ask_as(door, ELLA, purpose=SAFETY))
    assert (page.answer, page.contacts) == ("SPEAK", ())
    assert [each.speaker.name for each in page.speakers] == ["Pat Probe"]
    [notice] = list_notices(lead)
    assert (notice.kind, notice.is_mine, notice.due_at - notice.told_at) == ("WITHHELD", True, timedelta(hours=4))
    # Nobody is told to ring themselves: the front door speaks for what the lead asked about.
    flag("P-ELLA", "PROBATION", "LEAD_WORKER", *NO_AGREEMENT)
    flag("P-ELLA", "CAMHS", "LEAD_WORKER", "MADE_UP", 2)
    own = _page(front_door_lead, ask_as(front_door_lead, ELLA, "LEAD_WORKER", SAFETY))
    assert own.answer == "SPEAK"
    assert [each.speaker for each in own.speakers] == [None]
    owner_sql("update enquiries_answer set due_at = now() - interval '1 minute'")
    assert _page(door, page.ref).speakers[0].is_overdue


def test_what_is_restricted_is_spoken_of_by_the_front_door_and_its_holder_is_not_named(
    door: Any, worker_of: Make
) -> None:
    from kith.apps.enquiries.queries import list_notices

    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    flag("P-ELLA", *HELD)
    page = _page(door, ask_as(door, ELLA, purpose=SAFETY))
    assert [each.speaker.name for each in page.speakers] == ["Max Manager"]
    assert "Police" not in repr(page.speakers)
    assert [notice.kind for notice in list_notices(manager)] == ["WITHHELD"]


def test_a_question_about_the_family_counts_the_others_but_nobody_who_must_not_be_told(door: Any) -> None:
    flag("P-CARL", "PROBATION", "KNOWN_NOW", "POLICE", 2)
    assert _answer(door, ELLA) == "YES_CONTACT"
    assert _answer(door, ELLA, "ATTENDANCE_BELOW_90") == "NO_RECORD"  # that one is about the child alone
    hide_relation("P-CARL", "P-RYAN")
    assert _answer(door, DAWN) == "NO_RECORD"  # a father whom nobody may know of is not in this family
    shield("P-DAWN")
    flag("P-ELLA", "SCH_1", "LEAD_WORKER", "SCHOOL", 1)
    assert _answer(door, DAWN, "LEAD_WORKER") == "NO_RECORD"  # a yes about Ella would say that Dawn is found
    assert _answer(door, ELLA, "LEAD_WORKER") == "YES_CONTACT"


def test_two_agencies_are_two_only_when_both_may_be_told(door: Any) -> None:
    flag("P-ELLA", "SCH_1", "AGENCIES_CONCERNED", "ATTENDANCE", 1)
    flag("P-ELLA", "POLICE", "AGENCIES_CONCERNED", *NO_AGREEMENT)
    assert _answer(door, ELLA, "AGENCIES_CONCERNED") == "NO_RECORD"
    assert _answer(door, ELLA, "AGENCIES_CONCERNED", SAFETY) == "SPEAK"
    flag("P-JAY", "HOMES", "AGENCIES_CONCERNED", "HOUSING", 1)
    assert _answer(door, replace(ELLA, forename="Ellie"), "AGENCIES_CONCERNED") == "YES"


def test_an_agreement_that_has_ended_answers_nothing(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    last = owner_sql("select valid_to from governance_agreement where ref = 'WEXMOOR-PARTNERSHIP'")
    assert _answer(door, ELLA) == "YES_CONTACT"
    monkeypatch.setenv("KITH_TODAY", last.isoformat())
    assert _answer(door, replace(ELLA, forename="Ellie")) == "NO_RECORD"


def test_where_it_rests_on_the_family_only_a_yes_of_theirs_opens_it(door: Any) -> None:
    flag("P-ELLA", "HARBOUR_DADS", "KNOWN_NOW", "VOLUNTARY", 1)
    owner_sql("update governance_agreement set needs_family_agreement = true where ref = 'WEXMOOR-PARTNERSHIP'")
    assert _answer(door, ELLA) == "NO_RECORD"
    said = "insert into governance_sharingpreference (ref, person_ref, agreement_ref, voice, said_by_ref, answer, "
    said += "evidence, capacity_note, said_at, agency_id) values (%s, 'P-ELLA', 'WEXMOOR-PARTNERSHIP', %s, %s, %s, '', "
    said += "'', now(), '')"
    owner_sql(said, "SP-1", "PARENT", "P-DAWN", "GIVEN")
    assert _answer(door, replace(ELLA, forename="Ellie")) == "YES_CONTACT"
    owner_sql(said, "SP-2", "SELF", "P-ELLA", "REFUSED")
    assert _answer(door, replace(ELLA, forename="ELLA", surname="MARLOWE"), "KNOWN_NOW", SAFETY) == "SPEAK"


def test_the_same_question_again_is_the_same_answer_and_tells_nobody_twice(door: Any, worker_of: Make) -> None:
    from kith.apps.enquiries.queries import list_notices

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    first = ask_as(door, ELLA)
    assert ask_as(door, ELLA) == first
    assert len(list_notices(worker_of("SCH_1", "S1", "LEAD_WORKER"))) == 1
    owner_sql("update enquiries_enquiry set asked_at = asked_at - interval '11 minutes'")
    assert ask_as(door, ELLA) != first


def test_a_day_has_so_many_questions(door: Any, worker_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.apps.enquiries.actions import asking
    from kith.apps.enquiries.catalogue import load_limits
    from kith.apps.enquiries.queries import list_alerts

    monkeypatch.setattr(asking, "load_limits", lambda: replace(load_limits(), questions_a_day_for_each_worker=1))
    ask_as(door, ELLA)
    with pytest.raises(asking.TooManyQuestions):
        ask_as(door, ZOE)
    officer = worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    assert ["limit" in alert.words for alert in list_alerts(officer)] == [True]
    monkeypatch.setattr(
        asking, "load_limits", lambda: replace(load_limits(), questions_a_day_by_agency={"COUNCIL_EH": 1})
    )
    with pytest.raises(asking.TooManyQuestions):
        ask_as(worker_of("COUNCIL_EH", "E2", "MANAGER"), ZOE, purpose=SAFETY)
    ask_as(worker_of("SCH_1", "S2", "PRACTITIONER"), ZOE, purpose=SAFETY)


def test_signs_of_fishing_reach_the_privacy_officer_and_never_whoever_asked(worker_of: Make) -> None:
    from kith.apps.enquiries.queries import list_alerts

    asker = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    worker_of("COUNCIL_EH", "E3", "FRONT_DOOR")
    officer = worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    ask_as(asker, ELLA)
    owner_sql("update enquiries_enquiry set asked_at = asked_at - interval '11 minutes'")
    for letter in "ABCD":
        ask_as(asker, replace(ELLA, forename=letter))
    assert not list_alerts(officer)
    hit = ask_as(asker, ELLA)
    ask_as(asker, replace(NOBODY, surname="Door"))
    ask_as(asker, replace(NOBODY, surname="MANAGER"))
    rows = [(alert.words[:20], alert.enquiry_ref) for alert in reversed(list_alerts(officer))]
    assert rows[0] == ("Several questions wi", hit)
    assert [words for words, _ in rows[1:]] == ["Asked about somebody", "Asked about somebody"]
    assert not list_alerts(asker)
    assert not list_alerts(worker_of("SCH_1", "S2", "INFORMATION_GOVERNANCE"))
    # An officer who asks about their own surname is looked into by another.
    ask_as(officer, replace(NOBODY, surname="Admin"), purpose=SAFETY)
    assert len(list_alerts(officer)) == 3


def test_the_log_names_who_was_asked_about_and_nobody_reads_it_in_the_answer(door: Any) -> None:
    from kith.apps.audit.models import AccessEvent

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    flag("P-KIT", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    flag("P-LEE", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)  # his answer counts for the family; he must not read that
    for whom in (ELLA, KIT, NOBODY):
        ask_as(door, whom)
    lines = list(AccessEvent.objects.using("audit").filter(action="QUESTION").order_by("pk"))
    assert [(line.subject_refs, line.gate, line.outcome) for line in lines] == [
        (["P-ELLA"], "", "ALLOWED"),
        (["P-KIT"], "SHIELD", "DENIED"),
        ([], "", "DENIED"),
    ]
    assert lines[0].agreement_refs == ["WEXMOOR-PARTNERSHIP"]
    assert lines[0].is_family_visible
    ask_as(door, ELLA, purpose=SAFETY)
    newest = AccessEvent.objects.using("audit").filter(action="QUESTION").order_by("pk").last()
    assert newest is not None
    assert (newest.subject_refs, newest.is_family_visible) == (["P-ELLA"], False), "held back for somebody's safety"
    kept = repr(owner_sql("select jsonb_agg(to_jsonb(e)) from enquiries_enquiry e"))
    assert not re.search("Ella|Marlowe|P-ELLA|2015-05-14|QX4", kept)


def test_the_database_gives_an_answer_to_whoever_asked_and_the_causes_to_nobody(door: Any, worker_of: Make) -> None:
    from django.db import DatabaseError, connection, transaction

    from kith.apps.enquiries.models import Answer, Enquiry, Notice
    from kith.apps.enquiries.queries import NoSuchEnquiry
    from kith.apps.governance.access import open_desk

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    ref = ask_as(door, ELLA)
    other = worker_of("COUNCIL_EH", "E2", "MANAGER")
    with pytest.raises(NoSuchEnquiry):
        _page(other, ref)
    with open_desk(other, action="LIST"):
        assert not any(model.objects.exists() for model in (Enquiry, Answer, Notice))
    assert not Enquiry.objects.exists()
    forbidden = (
        "select * from enquiries_cause",
        "select * from people_flag",
        "select * from kith_hiding_key",
        "select kith_hidden('NHS_NUMBER', '9990001111')",
        "select kith_match(1, now()::date, 'Ella', 'Marlowe', '2015-05-14', '', 'POSTCODE', 'QX4 7TN')",
        "select kith_keep_hiding_key('a', 'b')",
    )
    for statement in forbidden:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    with pytest.raises(DatabaseError, match="Nobody asks"), transaction.atomic():
        connection.cursor().execute(
            "select * from kith_answers_held("
            "'EQ-1', 'KNOWN_NOW', true, 'Ella', 'M', '2015-05-14', '', 'POSTCODE', 'QX4 7TN')"
        )


def test_people_out_of_view_are_found_by_exact_identifiers_alone(door: Any) -> None:
    from django.db import connections, transaction

    from kith.apps.enquiries.actions import keep_hiding_key
    from kith.vocabulary.hashes import hidden_identifier

    key = bytes(range(32))
    whom = replace(NOBODY, forename="Una", surname="O'Seen", scheme="NHS_NUMBER", value="9990009999")
    for scheme, value in (("NAME_AND_BIRTH", whom.plain), ("NHS_NUMBER", whom.value)):
        hashed = hidden_identifier(key, scheme, value)
        insert = "insert into people_outofview (run_id, person_ref, scheme, hash) select id, 'P-UNA', %s, %s "
        owner_sql(insert + "from intake_run where state = 'LIVE'", scheme, hashed)
    flag("P-UNA", "HOMES", "KNOWN_NOW", "HOUSING", 1)
    assert _answer(door, whom) == "NO_RECORD"  # no key, nobody found
    with transaction.atomic("loader"), connections["loader"].cursor() as cursor:
        keep_hiding_key(cursor, key, by="test")
    owner_sql("update enquiries_enquiry set asked_at = asked_at - interval '1 hour'")
    assert _answer(door, whom) == "YES_CONTACT"
    wrong = replace(whom, value="9990009998"), replace(whom, surname="Oseem"), replace(whom, born_on=date(2012, 7, 8))
    assert [_answer(door, each) for each in wrong] == ["NO_RECORD"] * 3


def test_a_holder_stops_the_clock_once_and_a_refusal_is_a_decision(door: Any, worker_of: Make) -> None:
    from kith.apps.enquiries.actions import follow_up
    from kith.apps.enquiries.queries import get_notice, list_notices, list_waiting
    from kith.apps.enquiries.queries.notices import NoSuchNotice
    from kith.apps.governance.models import SharingDecision

    holder = worker_of("SCH_1", "S1", "LEAD_WORKER")
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    ref = ask_as(door, ELLA)
    [notice] = list_notices(holder)
    with pytest.raises(NoSuchNotice):
        follow_up(key=notice.key, outcome="TALKED", by=door)
    follow_up(key=notice.key, outcome="REFUSED", reason="Her mother asked us not to, and nothing is wrong.", by=holder)
    assert not list_waiting(holder)
    assert [(each.agency_name, each.said) for each in _page(door, ref).outcomes] == [("Northmoor Primary", "REFUSED")]
    done = get_notice(holder, notice.key)
    decision = SharingDecision.objects.using("owner").get(ref=done.decision_ref)
    assert (decision.outcome, decision.about, decision.held_by) == ("NOT_SHARED", ref, "SCH_1")
    with pytest.raises(NoSuchNotice):
        follow_up(key=notice.key, outcome="TALKED", by=holder)


def test_whoever_helps_may_have_somebody_brought_into_view_and_learns_nothing_by_it(door: Any) -> None:
    from kith.apps.enquiries.actions import ask_to_bring_into_view, mark_brought_into_view
    from kith.apps.enquiries.queries import list_view_requests

    flag("P-KIT", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    refs = [ask_as(door, whom) for whom in (ELLA, KIT, NOBODY)]
    for ref in refs:
        ask_to_bring_into_view(enquiry_ref=ref, reason="Her mother asked us for help with school.", by=door)
    assert [row.person_refs for row in list_view_requests()] == [("P-ELLA",), (), ()]
    mark_brought_into_view(enquiry_ref=refs[0], by="test")
    assert [row.enquiry_ref for row in list_view_requests()] == refs[1:]
    assert {_page(door, ref).is_view_asked_for for ref in refs} == {True}


def test_answers_go_on_their_day_and_a_person_is_told_merged_and_erased(door: Any, worker_of: Make) -> None:
    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.enquiries import hooks
    from kith.apps.enquiries.actions import forget_expired_answers, say_if_it_helped
    from kith.apps.enquiries.models import Answer, Cause, Enquiry, Notice

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    ref = ask_as(door, ELLA)
    say_if_it_helped(enquiry_ref=ref, helped=True, which="Spoke with the school first", by=door)
    say_if_it_helped(enquiry_ref=ref, helped=True, which="Said twice, counted once", by=door)
    assert owner_sql("select array_agg(agreement_ref || about) from governance_helped") == [f"WEXMOOR-PARTNERSHIP{ref}"]
    [told] = hooks.tell("P-ELLA", "owner")
    assert (told.agency_id, told.source, "SCH_1" in told.text) == ("COUNCIL_EH", ref, True)
    assert told.goes_on == date(2027, 11, 20)
    merged = merge_people("P-ELLA", "P-JAY", alias="owner")
    assert [one.source for one in hooks.tell("P-JAY", "owner")] == [ref]
    unmerge_people(merged, alias="owner")
    assert not list(hooks.tell("P-JAY", "owner"))
    assert hooks.HOLDINGS.erase("P-ELLA", "owner") == 2
    assert not list(hooks.tell("P-ELLA", "owner"))
    assert forget_expired_answers(date(2027, 11, 19), by="test") == 0
    assert forget_expired_answers(date(2027, 11, 20), by="test") == 1
    assert not any(model.objects.using("owner").exists() for model in (Answer, Cause, Enquiry, Notice))
    assert "P-ELLA" not in repr(owner_sql("select jsonb_agg(to_jsonb(e)) from enquiries_noticeevent e"))


def test_nobody_asks_whose_training_or_role_opens_nothing(worker_of: Make) -> None:
    from kith.apps.enquiries.actions.asking import QuestionNotForThis
    from kith.apps.governance.access import AccessRefused

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    untrained = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR", is_trained=False)
    for worker in (untrained, worker_of("COUNCIL_EH", "E3", "ANALYST")):
        with pytest.raises(AccessRefused):
            ask_as(worker, ELLA)
    for question, purpose in (("KNOWN_NOW", "SUPERVISION"), ("ADDRESS_AFTER_STEP_DOWN", TRIAGE)):
        with pytest.raises(QuestionNotForThis):
            ask_as(worker_of("COUNCIL_EH", "E1", "FRONT_DOOR"), ELLA, question, purpose)
    assert not _causes()


def test_after_a_yes_for_safety_the_family_can_be_opened_in_an_emergency_and_after_a_no_nothing_can(
    worker_of: Make,
) -> None:
    from kith.apps.enquiries.models import Enquiry

    worker_of("SCH_1", "S2", "PRACTITIONER")
    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    flag("P-KIT", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    client, _ = _sign_in("sch_1-s2")
    client.post("/purpose/", {"purpose": SAFETY})
    assert b"Open the family" in ask_on_pages(client, ELLA)
    ref = Enquiry.objects.using("owner").get().ref
    reason = {"reason": "She has told her teacher that she is afraid to go home tonight."}
    opened = client.post(f"/questions/{ref}/emergency/", reason)
    assert opened["Location"] == "/families/F-MARL0WE/"
    assert b"Marlowe" in client.get(opened["Location"]).content
    assert b"Open the family" not in ask_on_pages(client, KIT)
    hidden = Enquiry.objects.using("owner").exclude(ref=ref).get().ref
    refused = client.post(f"/questions/{hidden}/emergency/", {"reason": reason["reason"] + " Please be quick."})
    assert refused["Location"] == "/families/-/"
    assert client.get(refused["Location"]).status_code == 403

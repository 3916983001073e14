"""A contact from arrival to answer: who reads it, who is found, what is decided, what is passed on and given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kith.apps.frontdoor import actions, queries
from kith.apps.frontdoor.refusals import ContactMoved, NoSuchContact, NotYetDecidable
from kith.apps.frontdoor.shapes import FamilyKnows, Named
from kith.apps.governance.access import DESK, AccessRefused, begin, open_family
from kith.apps.governance.actions.interests import declare_interest
from kith.apps.governance.queries import PurposeChoice
from kith.rules.contact_states import STATES, STEPS
from tests.builders.contacts import (
    DAWN,
    ELLA,
    JAY,
    KIT,
    RUTH,
    RYAN,
    STRANGER,
    TRIAGE,
    WORDS,
    answer,
    decide,
    look_at,
    make_contact,
    new_contact,
)
from tests.builders.enquiries import owner_sql, shield
from tests.builders.small_world import MARLOWES

WorkerOf = Callable[..., Any]


@pytest.fixture
def fay(worker_of: WorkerOf) -> Any:
    """The front door."""
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


@pytest.fixture
def school(worker_of: WorkerOf) -> Any:
    """A partner at a school, who tells the front door something."""
    return worker_of("SCH_1", "S2", "PRACTITIONER")


def as_web(worker: Any, statement: str, *values: Any) -> Any:
    """Run a statement as a taken-over page of this worker would."""
    with transaction.atomic(), connection.cursor() as cursor:
        begin(worker, TRIAGE, scope=DESK)
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_three_children_are_found_and_the_front_door_may_open_their_family(fay: Any) -> None:
    ref = make_contact(fay, ELLA, JAY, RYAN, STRANGER)
    with pytest.raises(AccessRefused), open_family(fay, TRIAGE, MARLOWES):
        pass
    assert actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay) == 3
    page = queries.get_contact(fay, ref, purpose=TRIAGE)
    assert [person.family_ref for person in page.people] == [MARLOWES, MARLOWES, MARLOWES, ""]
    assert page.about == "Marlowe and Marlowe-Stott: 4 children"
    with open_family(fay, TRIAGE, MARLOWES) as access:
        assert access.strongest_tie == "DUTY"


def test_the_tie_ends_when_the_contact_is_closed(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref)
    answer(fay, ref)
    assert queries.get_contact(fay, ref).contact.state == "CLOSED"
    with pytest.raises(AccessRefused), open_family(fay, TRIAGE, MARLOWES):
        pass
    actions.reopen(ref=ref, why="More was learnt.", purpose=TRIAGE, by=fay)
    with open_family(fay, TRIAGE, MARLOWES):
        pass


def test_whoever_must_not_be_found_is_not_found(fay: Any) -> None:
    shield("P-KIT")
    ref = make_contact(fay, KIT, RUTH, STRANGER)
    assert actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay) == 0
    page = queries.get_contact(fay, ref)
    assert {person.person_ref for person in page.people} == {""}
    assert len({person.was_looked_for for person in page.people}) == 1  # nothing tells them from one who is not there
    assert owner_sql("select count(*) from governance_relationship where about_ref = %s", ref) == 0
    assert owner_sql("select count(*) from enquiries_cause where enquiry_ref = %s and cause = 'SHIELD'", ref) == 2
    assert (
        owner_sql("select gate from audit_accessevent where enquiry_ref = %s and action = 'QUESTION'", ref) == "SHIELD"
    )


def test_nothing_is_decided_before_it_was_looked_at_but_for_an_emergency(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    with pytest.raises(NotYetDecidable):
        decide(fay, ref)
    decide(fay, ref, "URGENT", to_agency_id="COUNCIL_EH", level="4")
    assert queries.get_contact(fay, ref).is_to_answer


def test_nothing_is_closed_without_an_answer(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref)
    assert [row.ref for row in queries.get_queue(fay).to_answer] == [ref]
    with pytest.raises(DatabaseError, match="not answered"):
        as_web(fay, "update frontdoor_contact set state = 'CLOSED' where ref = %s", ref)
    with pytest.raises(ContactMoved):
        decide(fay, ref)
    answer(fay, ref)
    assert [row.ref for row in queries.get_queue(fay).closed] == [ref]


def test_the_database_holds_the_same_steps_as_the_rule(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    for state in STATES:
        for then in STATES:
            owner_sql("update frontdoor_contact set state = %s where ref = %s", state, ref)
            if state == then:
                continue
            try:
                as_web(fay, "update frontdoor_contact set state = %s where ref = %s", then, ref)
                is_let = True
            except DatabaseError as error:
                is_let = "this way" not in str(error)  # a decision or an answer may be missing: that is another rule
            assert is_let == (then in STEPS[state]), (state, then)


def test_a_partner_follows_their_own_words_and_reads_nothing_else(fay: Any, school: Any, worker_of: WorkerOf) -> None:
    ref = actions.refer(new=new_contact(ELLA, DAWN, channel="WEB_FORM"), purpose=None, by=school)
    other = make_contact(fay, JAY)
    assert queries.get_referral(school, ref).how_far == "It has arrived"
    actions.take_on(ref=ref, purpose=TRIAGE, by=fay)
    look_at(fay, ref)
    decide(fay, ref)
    assert queries.get_referral(school, ref).answers == ()
    answer(fay, ref, "IN_KITH")
    page = queries.get_referral(school, ref)
    assert page.said[0][1] == WORDS
    assert [each.text for each in page.answers] == ["Thank you. The family was offered help."]
    for table in ("contact", "contactperson", "decision", "asked", "passing"):
        assert as_web(school, f"select count(*) from frontdoor_{table}") == [(0,)], table
    colleague = worker_of("SCH_1", "S1", "PRACTITIONER")
    for worker, wanted in ((school, other), (colleague, ref)):
        with pytest.raises(NoSuchContact):
            queries.get_referral(worker, wanted)
        with pytest.raises(NoSuchContact):
            queries.get_contact(worker, wanted)


def test_a_partner_who_comes_back_opens_it_again(fay: Any, school: Any) -> None:
    ref = actions.refer(new=new_contact(ELLA, channel="WEB_FORM"), purpose=None, by=school)
    actions.take_on(ref=ref, purpose=TRIAGE, by=fay)
    actions.tell_more(ref=ref, words="He was in school today.", by=school)
    look_at(fay, ref)
    decide(fay, ref)
    answer(fay, ref, "IN_KITH")
    actions.tell_more(ref=ref, words="It has happened again.", by=school)
    page = queries.get_contact(fay, ref)
    assert page.contact.state == "REOPENED"
    assert [each.words for each in page.said][1:] == ["He was in school today.", "It has happened again."]
    with pytest.raises(NoSuchContact):
        actions.tell_more(ref=ref, words="Mine.", by=fay)


def test_what_is_passed_is_accepted_or_given_back(fay: Any, worker_of: WorkerOf) -> None:
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    assert queries.list_passed(manager) == ()
    decide(fay, ref, "EH", to_agency_id="COUNCIL_EH", level="3")
    (offered,) = queries.list_passed(manager)
    assert (offered.contact_ref, offered.said[0][1]) == (ref, WORDS)
    with open_family(manager, "SUPERVISION", MARLOWES) as access:
        assert access.strongest_tie == "MANAGES"
    actions.return_passed(ref=offered.ref, why="The school leads already.", purpose=None, by=manager)
    assert queries.list_passed(manager) == ()
    page = queries.get_contact(fay, ref)
    assert page.contact.state == "REOPENED"
    assert "The school leads already." in page.contact.reopened_why
    with pytest.raises(AccessRefused), open_family(manager, "SUPERVISION", MARLOWES):
        pass
    decide(fay, ref, "EH", to_agency_id="COUNCIL_EH", level="3")
    answer(fay, ref)
    (offered,) = queries.list_passed(manager)
    assert [row.ref for row in queries.get_queue(fay).offered] == [ref]  # closed, and still watched
    actions.accept_passed(ref=offered.ref, purpose=None, by=manager)
    assert queries.get_queue(fay).offered == ()
    for worker, purpose in ((manager, "SUPERVISION"), (fay, TRIAGE)):
        with pytest.raises(AccessRefused), open_family(worker, purpose, MARLOWES):
            pass


def test_a_restricted_contact_is_for_the_cleared_and_still_counted(fay: Any, worker_of: WorkerOf) -> None:
    ref = make_contact(fay, ELLA, is_restricted=True)
    page = queries.get_contact(fay, ref)
    assert not page.contact.is_restricted  # nobody could have read it
    assert "must not be found" in page.said[1].words
    cleared = worker_of("COUNCIL_EH", "E3", "FRONT_DOOR", is_shield_cleared=True)
    actions.restrict(ref=ref, purpose=TRIAGE, by=fay)
    with pytest.raises(NoSuchContact):
        queries.get_contact(fay, ref)
    queue = queries.get_queue(fay)
    assert (queue.to_decide, queue.for_others) == ((), 1)
    assert queries.get_queue(cleared).to_decide[0].ref == ref


def test_nobody_works_on_a_contact_about_their_own_family(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    declare_interest(by=fay, family_ref=MARLOWES)
    with pytest.raises(NoSuchContact):
        queries.get_contact(fay, ref)
    assert queries.get_queue(fay).for_others == 0  # a number would tell them that somebody told of their family


@pytest.mark.parametrize(
    "statement",
    [
        "update frontdoor_contactperson set person_ref = 'P-RUTH'",
        "update frontdoor_contactperson set family_ref = 'F-REFVGE1'",
        "update frontdoor_contact set due_at = now() + interval '60 days'",
        "update frontdoor_contact set received_at = now()",
        "update frontdoor_contact set taken_by = 999",
        "delete from frontdoor_contact",
        "update frontdoor_said set words = 'other'",
        "update frontdoor_decision set reason = 'other'",
        "update frontdoor_feedback set text = 'other'",
    ],
)
def test_a_taken_over_page_changes_nothing_that_stays(fay: Any, statement: str) -> None:
    make_contact(fay, ELLA)
    with pytest.raises(DatabaseError):
        as_web(fay, statement)


def test_a_found_child_is_not_written_over(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    actions.put_person(ref=ref, number=1, named=STRANGER, purpose=TRIAGE, by=fay)
    (person,) = queries.get_contact(fay, ref).people
    assert (person.surname, person.relation) == ("Marlowe", "Seen at the bus stop")
    with pytest.raises(DatabaseError, match="stays found"):
        as_web(fay, "update frontdoor_contactperson set surname = 'Other'")


def test_the_log_says_whom_a_contact_was_about(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    queries.get_contact(fay, ref)
    said = "select subject_refs, family_ref, is_family_visible from audit_accessevent where enquiry_ref = %s"
    with transaction.atomic(using="owner"):
        from django.db import connections

        with connections["owner"].cursor() as cursor:
            cursor.execute(said + " order by id desc limit 1", [ref])
            assert cursor.fetchone() == (["P-ELLA"], MARLOWES, True)


def test_what_is_held_is_told_moved_and_erased(fay: Any) -> None:
    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.frontdoor.hooks import HOLDINGS

    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref)
    (told,) = HOLDINGS.tell("P-ELLA", "owner")
    assert WORDS in told.text
    merge = merge_people("P-ELLA", "P-NEW", alias="owner")
    assert [one.source for one in HOLDINGS.tell("P-NEW", "owner")] == [ref]
    unmerge_people(merge, alias="owner")
    assert HOLDINGS.erase("P-ELLA", "owner") > 3
    assert list(HOLDINGS.tell("P-ELLA", "owner")) == []
    for table in ("said", "decision", "contactpersonevent", "contactevent", "contact"):
        held = owner_sql(f"select coalesce(string_agg(to_jsonb(t)::text, ' '), '') from frontdoor_{table} t")
        assert "lunch" not in held, table
        assert "Ella" not in held, table


def test_asking_for_a_contact_that_one_may_not_read_is_logged(fay: Any, school: Any) -> None:
    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    with pytest.raises(NoSuchContact):
        queries.get_contact(school, ref)
    said = (
        "select outcome || ' ' || subject_refs::text from audit_accessevent where enquiry_ref = %s and worker_id = %s"
    )
    assert owner_sql(said, ref, school.worker_id) == "DENIED {P-ELLA}"
    with pytest.raises(NoSuchContact):
        queries.get_contact(school, "A" * 400)


def test_twelve_children_stand_in_one_contact(fay: Any) -> None:
    ref = make_contact(fay, *[ELLA] * 12, DAWN)
    page = queries.get_contact(fay, ref)
    assert page.about == "Marlowe: 12 children and 1 adult"
    actions.leave_out(ref=ref, number=12, why="Named twice by mistake.", purpose=TRIAGE, by=fay)
    assert len(queries.get_contact(fay, ref).people) == 12


def test_early_help_waits_for_the_familys_yes(fay: Any) -> None:
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    knows = FamilyKnows("YES", "", "NO", "")
    actions.change(ref=ref, urgency="GREEN", reasons=("HOME",), knows=knows, purpose=TRIAGE, by=fay)
    with pytest.raises(NotYetDecidable, match="rests on their yes"):
        decide(fay, ref, "EH", to_agency_id="COUNCIL_EH")
    decide(fay, ref, "REF_CSC", to_agency_id="COUNCIL_EH")


def test_advice_is_kept_without_saying_whom_it_was_about(fay: Any) -> None:
    from kith.apps.frontdoor.refusals import AdviceNamesSomebody

    about = {"source_code": "2A", "agency": "A school", "reasons": ("HOME",), "should_tell_us": False, "by": fay}
    for told in ("999 000 1111", "born 14/5/2015", "at QX4 7TN", "A820200000001"):
        with pytest.raises(AdviceNamesSomebody):
            actions.note_advice(asked=f"About a family, {told}", advice="Ask them first.", **about)
    actions.note_advice(asked="About a family without heating.", advice="Ask them first.", **about)
    assert [note.asked for note in queries.list_advice(fay)] == ["About a family without heating."]


def test_partners_are_asked_because_of_a_contact_and_whoever_asked_reads_the_answer(fay: Any) -> None:
    from kith.apps.enquiries.asked import NHS_NUMBER, Whom

    ref = make_contact(fay, DAWN)
    whom = Whom("Dawn", "Marlowe", DAWN.born_on, NHS_NUMBER, "9990001111")
    enquiry_ref = actions.ask_partner(
        ref=ref, number=1, whom=whom, question="KNOWN_NOW", reason="Her school rang us about lunch.",
        purpose=PurposeChoice(TRIAGE, "triage"), by=fay,
    )  # fmt: skip
    (asked,) = queries.get_contact(fay, ref).asked
    assert (asked.enquiry_ref, asked.is_mine) == (enquiry_ref, True)


def test_a_family_nobody_knows_is_written_down_once_and_opens(fay: Any) -> None:
    one, other = replace(STRANGER, born_on=date(2018, 2, 2)), replace(STRANGER, forename="Mother", role="ADULT")
    ref = make_contact(fay, one, other, Named("CHILD"), Named("CHILD", born_said="two"))
    about = {"ref": ref, "purpose": TRIAGE, "by": fay}
    assert actions.write_down_unfound(**about).written == 0  # nobody has looked for them
    actions.look_for_people(**about)
    assert actions.write_down_unfound(**about).written == 2
    assert actions.write_down_unfound(**about).written == 0
    people = queries.get_contact(fay, ref).people
    assert len({person.family_ref for person in people if person.person_ref}) == 1
    with open_family(fay, TRIAGE, people[0].family_ref) as access:
        assert access.strongest_tie == "DUTY"
    assert queries.find_before(fay, ref, purpose=PurposeChoice(TRIAGE, "triage")).families[0].is_shut is False


def test_whoever_is_there_is_not_written_down_twice(fay: Any) -> None:
    ref = make_contact(fay, ELLA, replace(JAY, postcode=""), STRANGER)
    about = {"ref": ref, "purpose": TRIAGE, "by": fay}
    actions.look_for_people(**about)
    written = actions.write_down_unfound(**about)
    assert (written.written, written.namesakes) == (1, 1)
    people = queries.get_contact(fay, ref).people
    assert [person.family_ref for person in people] == [MARLOWES, "", MARLOWES]


def test_nobody_opens_a_family_by_putting_somebody_into_it(fay: Any) -> None:
    """Whoever writes a made-up person into a family whose reference they know is not tied to it by their contact."""
    from kith.apps.register.actions import NotOfThisFamily, register_person

    ref = make_contact(fay, STRANGER)
    with pytest.raises(NotOfThisFamily):
        register_person(by=fay, forename="Made", surname="Up", family_ref=MARLOWES, role="CHILD")
    made_up = register_person(by=fay, forename="Made", surname="Up")
    key = owner_sql("select id from frontdoor_contactperson")
    with pytest.raises(DatabaseError, match="nobody of this contact"):
        as_web(fay, "select kith_note_registered(%s, %s, %s)", key, made_up, MARLOWES)
    assert owner_sql("select count(*) from governance_relationship where about_ref = %s", ref) == 0


def test_what_is_typed_waits_in_its_form_until_it_is_sent(fay: Any, worker_of: WorkerOf) -> None:
    from tests.builders.crawl_world import browser_of

    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    browser = browser_of(fay, TRIAGE)
    typed = {"outcome": "", "reason": "Half a sen"}
    ours = {"draft_form": "contact_decide", "draft_about": ref, "draft_version": "0", "draft_page": "one"}
    assert browser.post("/drafts/", typed | ours).status_code == 200
    address = f"/front-door/{ref}/decide/"
    assert "Half a sen" in browser.get(address).content.decode()
    sent = browser.post(address, {"outcome": "IAG", "reason": "Half a sentence, and now the whole of it."})
    assert sent["Location"] == f"/front-door/{ref}/answer/"
    assert owner_sql("select count(*) from drafts_draft") == 0


def test_twelve_children_are_told_of_on_one_form(school: Any, fay: Any) -> None:
    from tests.builders.crawl_world import browser_of

    browser = browser_of(school, "EARLY_HELP_SUPPORT")
    sent: dict[str, Any] = {
        "words": WORDS, "reasons": ["HOME"], "danger": "NO", "family_told": "YES", "agreed": "YES",
        "phone": "01632 960001", "source_code": "2A", "postcode": "qx47tn", "rows": "12",
    }  # fmt: skip
    sent |= {f"p{number}-forename": f"Child {number}" for number in range(1, 13)}
    more = browser.post("/refer/new/", sent | {"rows": "9", "more": "1"}).content.decode()
    assert 'name="rows" value="12"' in more
    assert 'value="Child 9"' in more
    wrong = browser.post("/refer/new/", sent | {"p12-nhs_number": "12"}).content.decode()
    assert "Person 12: This is not an NHS number" in wrong
    ref = browser.post("/refer/new/", sent)["Location"].split("/")[2]
    people = queries.get_contact(fay, ref).people
    assert [person.postcode for person in people] == ["QX4 7TN"] * 12

"""What a family says of sharing decides what rests on it, at once; what it says of help changes nothing for anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kith.vocabulary.errors import KithError
from tests.builders.small_world import MARLOWES, REFUGE

Make = Callable[..., Any]
SUPPORT, SAFETY = "EARLY_HELP_SUPPORT", "SAFEGUARDING"
YES = "WEXMOOR-VOLUNTARY-YES"


@pytest.fixture
def lead(worker_of: Make) -> Any:
    """Priya, who leads the Marlowes' help; one fact about Ella and one about Ryan are early help's now."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_fact set category = 'EARLY_HELP' where fact_id = 'test:2'")
        cursor.execute(
            "update people_fact set category = 'EARLY_HELP', sensitivity = 1, person_ref = 'P-RYAN'"
            " where fact_id = 'test:4'"
        )
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def tom(worker_of: Make) -> Any:
    """A volunteer, who sees only whom to ring, unless somebody says yes."""
    return worker_of("HARBOUR_DADS", "V1", "PRACTITIONER")


def _seen(worker: Any) -> set[str]:
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import list_facts

    with open_family(worker, SUPPORT, MARLOWES) as access:
        return {fact.person_ref for fact in list_facts(access)}


def _by_database(worker: Any) -> set[str]:
    from django.db import connection, transaction

    from kith.apps.governance.access import begin

    with transaction.atomic(), connection.cursor() as cursor:
        begin(worker, SUPPORT, scope="FAMILY", family_ref=MARLOWES)
        cursor.execute("select distinct person_ref from people_fact where person_ref <> ''")
        return {ref for (ref,) in cursor.fetchall()}


def _say(worker: Any, person: str, voice: str, who: str, answer: str, *, purpose: str = SUPPORT) -> str:
    from kith.apps.governance.actions import record_preference

    return record_preference(
        by=worker,
        purpose=purpose,
        family_ref=MARLOWES,
        person_ref=person,
        agreement_ref=YES,
        voice=voice,
        said_by_ref=who,
        answer=answer,
        evidence="Said at home.",
    )


def test_a_yes_opens_what_rests_on_it_for_that_person_alone_and_taking_it_back_closes_it(lead: Any, tom: Any) -> None:
    from kith.apps.governance.actions import mark_stopped, withdraw_preference
    from kith.apps.governance.models import SharingPreference, StopNotice

    assert (_seen(tom), _by_database(tom)) == (set(), set()), "nothing agreed: no wider than before"
    ref = _say(lead, "P-ELLA", "PARENT", "P-DAWN", "GIVEN")
    assert (_seen(tom), _by_database(tom)) == ({"P-ELLA"}, {"P-ELLA"})
    new = withdraw_preference(by=lead, purpose=SUPPORT, family_ref=MARLOWES, preference_ref=ref, evidence="No more.")
    assert (_seen(tom), _by_database(tom)) == (set(), set())
    kept = list(SharingPreference.objects.using("owner").order_by("pk").values_list("answer", "ended_at"))
    assert [(answer, ended is None) for answer, ended in kept] == [("GIVEN", False), ("WITHDRAWN", True)]
    (notice,) = StopNotice.objects.using("owner").filter(preference_ref=new)
    assert (notice.to_agency, notice.person_ref, notice.done_at) == ("HARBOUR_DADS", "P-ELLA", None)
    mark_stopped(by=lead, ref=notice.ref, what_was_done="Not theirs to say.")
    notice.refresh_from_db(using="owner")
    assert notice.done_at is None, "only the agency that was told says that it has stopped"
    mark_stopped(by=tom, ref=notice.ref, what_was_done="Taken out of our notes.")
    notice.refresh_from_db(using="owner")
    assert notice.done_by == tom.worker_id


def test_an_agency_that_saw_nothing_is_not_told_that_there_was_anything(lead: Any) -> None:
    """A notice would be the first it hears of the person."""
    from kith.apps.governance.actions import withdraw_preference
    from kith.apps.governance.models import StopNotice

    ref = _say(lead, "P-ELLA", "PARENT", "P-DAWN", "GIVEN")
    withdraw_preference(by=lead, purpose=SUPPORT, family_ref=MARLOWES, preference_ref=ref)
    assert not StopNotice.objects.using("owner").exists()


def test_a_young_persons_no_stands_beside_the_parents_yes_until_a_manager_decides(
    lead: Any, tom: Any, worker_of: Make
) -> None:
    _say(lead, "P-RYAN", "PARENT", "P-DAWN", "GIVEN")
    assert _seen(tom) == {"P-RYAN"}
    _say(lead, "P-RYAN", "SELF", "P-RYAN", "REFUSED")
    assert (_seen(tom), _by_database(tom)) == (set(), set()), "the stricter holds"
    with pytest.raises(KithError, match="K433"):
        _say(lead, "P-RYAN", "DECISION", "", "GIVEN")
    manager = worker_of("SCH_1", "S2", "MANAGER")
    _say(manager, "P-RYAN", "DECISION", "", "GIVEN", purpose="SUPERVISION")
    assert (_seen(tom), _by_database(tom)) == ({"P-RYAN"}, {"P-RYAN"})
    _say(lead, "P-RYAN", "SELF", "P-RYAN", "REFUSED")
    assert _seen(tom) == set(), "said anew: the decision was between what was said before"


@pytest.mark.parametrize("answer", ["AGREED", "DECLINED", "ENDED"])
def test_what_is_said_of_help_changes_nothing_that_anybody_sees(lead: Any, tom: Any, answer: str) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.governance.actions import record_together
    from kith.apps.people.queries import list_levels
    from kith.apps.singleview.queries import Choice, get_family_page

    def everything(worker: Any) -> str:
        from kith.apps.base.clock import today
        from kith.apps.singleview.queries.what_they_say import WhatTheySay

        with open_family(worker, SUPPORT, MARLOWES) as access:
            page = get_family_page(access, choice=Choice("", False, True), on=today())
            # Their own words are shown to whoever may read them; what they answered shows nowhere and changes nothing.
            assert answer not in repr(page.says) + repr(page.do_next)
            rest = replace(page, says=WhatTheySay((), (), can_write=False), do_next=())
            return repr(rest) + repr(list_levels(access))

    before = everything(lead), everything(tom)
    for person in ("P-DAWN", "P-ELLA"):
        record_together(
            by=lead, purpose=SUPPORT, family_ref=MARLOWES, person_ref=person, answer=answer, in_their_words="As I said."
        )
    assert (everything(lead), everything(tom)) == before


def test_nobody_writes_for_a_family_or_a_person_that_is_not_theirs(lead: Any, tom: Any, worker_of: Make) -> None:
    from django.db import DatabaseError

    from kith.apps.governance.access import AccessRefused
    from kith.apps.governance.models import SharingPreference

    with pytest.raises(DatabaseError):
        _say(lead, "P-ZOE", "SELF", "P-ZOE", "GIVEN")  # somebody of another family
    with pytest.raises(DatabaseError):
        _say(lead, "P-RUTH", "SELF", "P-RUTH", "GIVEN")  # somebody who must not be found
    with pytest.raises((KithError, AccessRefused)):
        _say(worker_of("COUNCIL_EH", "E1", "FRONT_DOOR"), "P-ELLA", "PARENT", "P-DAWN", "GIVEN", purpose="TRIAGE")
    assert not SharingPreference.objects.using("owner").exists()


def test_the_history_says_who_wrote_and_the_log_names_whom_it_is_about(lead: Any) -> None:
    from django.apps import apps
    from django.db import connections

    from kith.apps.audit.queries import list_newest_events

    _say(lead, "P-ELLA", "PARENT", "P-DAWN", "GIVEN")
    event = apps.get_model("governance", "SharingPreferenceEvent").objects.using("owner").get()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select metadata ->> 'worker' from pghistory_context where id = %s", [event.pgh_context_id])
        assert cursor.fetchone() == (str(lead.worker_id),)
    lines = [line for line in list_newest_events() if line["action"] == "WRITE"]
    assert [(line["subject_refs"], line["agreement_refs"]) for line in lines] == [(["P-ELLA"], [YES])]


def test_the_pages_say_it_and_write_it(lead: Any, tom: Any) -> None:
    from kith.apps.governance.models import SharingPreference
    from tests.integration.test_attack import _sign_in

    client, _ = _sign_in("sch_1-s1")
    client.post("/purpose/", {"purpose": SUPPORT})
    here = f"/families/{MARLOWES}/sharing/"
    assert b"Nobody has been asked" in client.get(here).content
    path = f"{here}P-RYAN/{YES}/"
    assert b"Dawn, as a parent" in client.get(path).content
    said = {"voice": "SELF", "answer": "GIVEN", "evidence": "He said so."}
    assert client.post(f"{here}P-ELLA/{YES}/", said).status_code == 200, "a child of eleven: say why she understood it"
    assert client.post(path, said).status_code == 302
    assert _seen(tom) == {"P-RYAN"}
    assert client.post(path, said | {"voice": "PARENT:P-DAWN", "answer": "REFUSED"}).status_code == 302
    page = client.get(here).content.decode()
    assert "They differ" in page
    ref = SharingPreference.objects.using("owner").get(voice="SELF").ref
    assert "Harbour Dads" in client.get(f"{here}{ref}/").content.decode()
    answer = client.post(f"{here}{ref}/", {"evidence": "Changed his mind."})
    done = client.get(answer.url).content.decode()
    assert "Who was told to stop using it" in done
    assert "Harbour Dads: to be done by" in done
    for wrong in (
        f"/families/{REFUGE}/sharing/",
        f"{here}P-ZOE/{YES}/",
        f"{here}P-RYAN/MADE-UP/",
        f"{here}SP-AAAAAAAA/",
    ):
        assert client.get(wrong).status_code in (403, 404)


def test_a_typed_reason_opens_for_safety_this_family_and_sitting_alone(tom: Any, lead: Any, worker_of: Make) -> None:
    """What rests on a yes is shown without one, and the log says that it was by a reason."""
    from dataclasses import replace

    from kith.apps.governance.access import open_family
    from kith.apps.governance.actions import give_safeguarding_reason
    from kith.apps.governance.models import Agreement
    from kith.apps.people.queries import list_facts

    Agreement.objects.using("owner").filter(ref=YES).update(purposes=[SUPPORT, SAFETY])
    Agreement.objects.using("owner").filter(ref="WEXMOOR-VOLUNTARY").update(purposes=[SUPPORT, SAFETY])
    here = replace(tom, session_ref="sitting-1")

    def seen(worker: Any, purpose: str = SAFETY) -> set[str]:
        with open_family(worker, purpose, MARLOWES) as access:
            return {fact.person_ref for fact in list_facts(access)}

    assert seen(here) == set()
    for purpose, reason in ((SAFETY, "too short"), (SUPPORT, "School saw a bruise on Tuesday; did anybody visit?")):
        with pytest.raises(KithError, match="K434"):
            give_safeguarding_reason(by=here, purpose=purpose, family_ref=MARLOWES, reason=reason)
    good = "School saw a bruise on Tuesday; did anybody visit?"
    give_safeguarding_reason(by=here, purpose=SAFETY, family_ref=MARLOWES, reason=good)
    assert seen(here) == {"P-ELLA", "P-RYAN"}
    assert seen(here, SUPPORT) == set()
    assert seen(replace(tom, session_ref="sitting-2")) == set()
    with pytest.raises(KithError, match="K434"):
        give_safeguarding_reason(by=here, purpose=SAFETY, family_ref=REFUGE, reason=good.upper())

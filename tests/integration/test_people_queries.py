"""What a family's page and a search give to a worker: what their level allows, and not one thing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import CANARY_ADDRESS, MARLOWES, PLAIN, REFUGE

SUPPORT = "EARLY_HELP_SUPPORT"
Make = Callable[..., Any]


def _page(worker: Any, purpose: str, family_ref: str) -> dict[str, Any]:
    from kith.apps.governance.access import open_family
    from kith.apps.people import queries

    with open_family(worker, purpose, family_ref) as access:
        return {
            "header": queries.get_family_header(access),
            "members": queries.list_members(access),
            "relations": queries.list_relations(access),
            "residences": queries.list_residences(access),
            "involvements": queries.list_involvements(access),
            "facts": queries.list_facts(access),
            "levels": queries.list_levels(access),
        }


def _found(worker: Any, text: str, purpose: str = SUPPORT) -> set[str]:
    from kith.apps.people.queries import search

    answer = search(worker, purpose, text)
    return {family.family_ref for family in answer.families} | {person.person_ref for person in answer.people}


def test_a_lead_worker_sees_the_family_and_a_summary_of_what_others_hold(worker_of: Make) -> None:
    page = _page(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT, MARLOWES)
    assert page["header"].name == "The Marlowe family"
    assert page["header"].lead_worker == "Priya Shah"
    assert page["header"].relationship == "You are this family's lead worker"
    assert [member.short_name for member in page["members"]] == [
        "Carl", "Lee", "Dawn", "Alan", "Ryan", "Ellie", "Jay", "Baby due March 2027",
    ]  # fmt: skip
    ages = {member.person_ref: member.age for member in page["members"]}
    assert ages["P-DAWN"] == 42
    assert ages["P-ALAN"] == 60
    assert ages["P-BABY"] is None
    assert next(member for member in page["members"] if member.is_first_referred).person_ref == "P-ELLA"
    facts = {fact.fact_id: fact for fact in page["facts"]}
    assert facts["test:2"].detail == "canary detail"  # her own school's
    assert facts["test:1"].level == 3
    assert facts["test:1"].detail is None
    assert facts["test:2"].amount == 12.0
    assert facts["test:5"].person_ref is None  # the household's arrears while they lived there


def test_sensitive_services_are_brokered_and_restricted_facts_are_not_there(worker_of: Make) -> None:
    page = _page(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT, MARLOWES)
    levels = {row.agency_name: row for row in page["levels"]}
    assert levels["Adult mental health"].level_label == "yes or no"
    assert levels["Northmoor Primary"].level_label == "everything"
    assert "31 March 2027" in levels["Wexmoor Homes"].reason
    assert "CAMHS" not in {row.agency_id for row in page["involvements"]}
    ids = {fact.fact_id for fact in page["facts"]}
    assert not ids & {"test:3", "test:10"}


def test_facts_of_a_place_are_the_familys_only_while_they_lived_there_and_never_a_hostels(worker_of: Make) -> None:
    ids = {fact.fact_id for fact in _page(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT, MARLOWES)["facts"]}
    assert "test:5" in ids
    assert not ids & {"test:6", "test:7"}


def test_a_charity_sees_whom_to_contact_and_no_more(worker_of: Make) -> None:
    page = _page(worker_of("HARBOUR_DADS", "V1", "PRACTITIONER"), SUPPORT, MARLOWES)
    assert {row.level for row in page["involvements"]} == {2, 4}
    assert next(row for row in page["involvements"] if row.agency_id == "SCH_1").worker_name == "Priya Shah"
    assert all(row.valid_from is None for row in page["involvements"] if row.level == 2)
    assert page["facts"] == ()
    assert page["relations"] == ()
    assert page["residences"] == ()
    assert all(member.born_on is None and member.age is None for member in page["members"])
    assert all(member.sex is None and member.died_on is None for member in page["members"])


def test_a_charity_does_not_learn_of_a_baby_or_of_why_others_are_there(worker_of: Make) -> None:
    """That a midwife or probation is there at all tells; so does a child who is not born yet."""
    page = _page(worker_of("HARBOUR_DADS", "V1", "PRACTITIONER"), SUPPORT, MARLOWES)
    assert {row.agency_id for row in page["involvements"]} == {"SCH_1", "HOMES", "HARBOUR_DADS"}
    assert not any("Baby" in member.short_name for member in page["members"])
    from kith.apps.people.queries import search

    found = search(worker_of("HARBOUR_DADS", "V1", "PRACTITIONER"), SUPPORT, "Marlowe")
    assert not any("Baby" in person.name for family in found.families for person in family.people)


def test_the_worker_of_a_parent_who_lives_elsewhere_does_not_reach_the_family(worker_of: Make) -> None:
    from kith.apps.governance.access import AccessRefused

    worker = worker_of("PROBATION", "R1", "PRACTITIONER")
    with pytest.raises(AccessRefused):
        _page(worker, "SAFEGUARDING", MARLOWES)
    assert _found(worker, "carl", "SAFEGUARDING") == {"P-CARL"}
    assert _found(worker, "dawn", "SAFEGUARDING") == set()


def test_a_manager_reaches_what_their_agency_works_with(worker_of: Make) -> None:
    assert _found(worker_of("HOMES", "L1", "MANAGER"), "marlowe", "SUPERVISION") == {MARLOWES}
    assert _found(worker_of("SCH_1", "S2", "MANAGER"), "marlowe", "SUPERVISION") == {MARLOWES}
    assert _found(worker_of("COUNCIL_EH", "E2", "MANAGER"), "marlowe", "SUPERVISION") == set()


def test_the_front_door_reaches_a_family_while_its_contact_is_new(
    worker_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    assert _found(worker, "zoe plain", "TRIAGE") == {PLAIN}
    assert _found(worker, "ella marlowe", "TRIAGE") == set()  # her contact was years ago
    monkeypatch.setenv("KITH_TODAY", "2026-11-26")
    assert _found(worker, "zoe plain", "TRIAGE") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ella Marlowe", "ellie", "ela marlow", "MARLOWE", "marlow", "ella 14/05/2015", "14 May 2015", "999 000 1111",
        MARLOWES, "p-ella", "Jay", "Stott", "lee  marlowe", "marlow ryan",
    ],
)  # fmt: skip
def test_search_forgives_spelling(worker_of: Make, text: str) -> None:
    assert _found(worker_of("SCH_1", "S1", "LEAD_WORKER"), text) == {MARLOWES}


@pytest.mark.parametrize(
    "text", ["", "%", "_", "*", "ella 15/05/2015", "xyzzy", "ella quill", "9990001112", "a'; drop"]
)
def test_search_does_not_give_what_was_not_asked_for(worker_of: Make, text: str) -> None:
    assert _found(worker_of("SCH_1", "S1", "LEAD_WORKER"), text) == set()


def test_no_match_not_allowed_shielded_and_out_of_view_are_one_answer(worker_of: Make) -> None:
    from kith.apps.people.queries import SearchAnswer, search

    worker = worker_of("SCH_1", "S2", "PRACTITIONER")  # works with Kit Quill, who is shielded
    answers = [search(worker, SUPPORT, text) for text in ("xyzzy", "Ella Marlowe", "Kit Quill", "9991112223", "P-KIT")]
    assert answers == [SearchAnswer()] * 5


def test_a_shielded_person_is_not_there_without_clearance(worker_of: Make) -> None:
    from kith.apps.governance.access import AccessRefused
    from kith.apps.governance.models import Relationship

    worker = worker_of("PROBATION", "R1", "PRACTITIONER")
    # However it came about, a tie that reaches the family shows nothing of the two who must not be found.
    Relationship.objects.using("owner").create(
        kind="TEAM", agency_id="PROBATION", staff_id="R1", person_ref="P-IAN", family_ref=REFUGE, how_made="ASSIGNED"
    )
    page = _page(worker, "SAFEGUARDING", REFUGE)
    assert [member.person_ref for member in page["members"]] == ["P-IAN"]
    assert page["relations"] == ()
    assert CANARY_ADDRESS not in repr(page)
    assert "P-KIT" not in repr(page)
    assert "P-RUTH" not in repr(page)
    assert "SCH_1" not in repr(page)  # the child's school would tell where they are
    assert _found(worker, "kit", "SAFEGUARDING") == set()
    with pytest.raises(AccessRefused):
        _page(worker_of("SCH_1", "S2", "PRACTITIONER"), SUPPORT, REFUGE)


def test_a_cleared_worker_sees_the_person_and_still_not_the_place(worker_of: Make) -> None:
    page = _page(worker_of("SCH_1", "S2", "LEAD_WORKER", is_shield_cleared=True), SUPPORT, REFUGE)
    assert "P-KIT" in {member.person_ref for member in page["members"]}
    withheld = [row for row in page["residences"] if row.person_ref == "P-KIT"]
    assert [(row.address, row.dwelling_id, row.postcode, row.is_withheld) for row in withheld] == [
        ("An address is withheld", None, None, True)
    ]
    assert CANARY_ADDRESS not in repr(page)


def test_my_families_are_those_with_a_tie(worker_of: Make) -> None:
    from kith.apps.people.queries import list_my_families

    mine = list_my_families(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT)
    assert [family.family_ref for family in mine] == [MARLOWES]
    assert list_my_families(worker_of("SCH_1", "S2", "PRACTITIONER"), SUPPORT) == ()


def test_without_a_live_run_nothing_is_found_and_the_page_says_so(worker_of: Make) -> None:
    from django.db import connections

    from kith.apps.intake.queries import NoLiveRun

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with connections["owner"].cursor() as cursor:
        cursor.execute("update intake_run set state = 'RETIRED'")
    assert _found(worker, "ella") == set()
    with pytest.raises(NoLiveRun):
        _page(worker, SUPPORT, MARLOWES)


def test_an_adult_who_lives_apart_is_named_and_no_more_unless_safety_is_the_purpose(worker_of: Make) -> None:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    page = _page(worker, SUPPORT, MARLOWES)
    carl = next(member for member in page["members"] if member.person_ref == "P-CARL")
    rows = [row for row in page["residences"] if row.person_ref == "P-CARL"]
    assert carl.name == "Carl Stott"
    assert [(row.address, row.postcode, row.valid_from) for row in rows] == [("Lives elsewhere", None, None)]
    assert "uprn:2" not in repr(page)
    assert "Far Street" not in repr(page)
    assert "PROBATION" not in repr(page)
    whole = _page(worker, "SAFEGUARDING", MARLOWES)
    assert "2 Far Street" in {row.address for row in whole["residences"]}
    assert "PROBATION" in {row.agency_id for row in whole["involvements"]}


def test_a_whole_page_takes_a_fixed_number_of_queries(worker_of: Make) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with CaptureQueriesContext(connection) as queries:
        _page(worker, SUPPORT, MARLOWES)
    assert len(queries) <= 28, "\n".join(query["sql"][:150] for query in queries)

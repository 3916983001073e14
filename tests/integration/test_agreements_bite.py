"""Agreements are made by two people, obeyed at once by pages, database and taking in of files, and over at midnight."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kith.vocabulary.errors import KithError
from tests.builders.published_run import AS_AT
from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"
PARTNERSHIP = "WEXMOOR-PARTNERSHIP"
TERMS = {
    "title": "the trial with one charity", "kind": "DDA", "givers": ["SCH_1"], "receivers": ["HARBOUR_DADS"],
    "categories": ["IDENTITY", "ATTENDANCE"], "purposes": [SUPPORT], "max_level": 3, "basis": "6(1)(e)+9(2)(g)",
    "needs_family_agreement": False, "dpia_ref": "", "document_name": "", "document_sha256": "",
    "quality_assured_by": "", "valid_from": AS_AT, "valid_to": AS_AT + timedelta(days=10), "review_on": None,
}  # fmt: skip


@pytest.fixture
def two(worker_of: Make) -> tuple[Any, Any]:
    """Two colleagues of information governance."""
    return tuple(worker_of("COUNCIL_EH", staff, "INFORMATION_GOVERNANCE") for staff in ("E1", "E3"))  # type: ignore[return-value]


def _facts(worker: Any, purpose: str = SUPPORT) -> str:
    from kith.apps.governance.access import AccessRefused, open_family
    from kith.apps.people.queries import list_facts

    try:
        with open_family(worker, purpose, MARLOWES) as access:
            return repr([fact.kind for fact in list_facts(access)])
    except AccessRefused as refused:
        return refused.gate.value


def _rows_by_database(worker: Any, purpose: str = SUPPORT) -> int:
    """Count what the database alone lets through, with no rule of Python between."""
    from django.db import connection, transaction

    from kith.apps.governance.access import begin

    with transaction.atomic(), connection.cursor() as cursor:
        begin(worker, purpose, scope="FAMILY", family_ref=MARLOWES)
        cursor.execute("select count(*) from people_fact where agency_id = 'SCH_1'")
        return int(cursor.fetchone()[0])


def test_one_drafts_another_signs_and_it_holds_from_then_until_it_is_ended(two: Any, worker_of: Make) -> None:
    from kith.apps.governance.actions import draft_agreement, end_agreement, sign_draft

    drafter, signer = two
    tom = worker_of("HARBOUR_DADS", "V1", "PRACTITIONER")
    assert _facts(tom) == "[]"
    ref = draft_agreement(by=drafter, terms=TERMS)
    assert (_facts(tom), _rows_by_database(tom)) == ("[]", 0), "a draft lets nothing through"
    with pytest.raises(KithError, match="K431"):
        sign_draft(by=drafter, ref=ref)
    with pytest.raises(KithError, match="K431"):
        sign_draft(by=tom, ref=ref)
    sign_draft(by=signer, ref=ref)
    assert ("ABSENCE_HIGH" in _facts(tom), _rows_by_database(tom)) == (True, 1)
    with pytest.raises(KithError, match="K431"):
        sign_draft(by=signer, ref=ref)
    end_agreement(by=drafter, ref=ref, reason="The pilot is over and was not renewed.")
    assert (_facts(tom), _rows_by_database(tom)) == ("[]", 0)


def test_the_database_lets_no_page_sign_alone_or_change_what_is_signed(two: Any) -> None:
    """Whatever a page were made to do, the web role cannot put an agreement in force by itself."""
    from django.db import DatabaseError, connection, transaction

    from kith.apps.governance.access import begin
    from kith.apps.governance.actions import draft_agreement

    ref = draft_agreement(by=two[0], terms=TERMS)
    for forged in (
        f"update governance_agreement set state = 'SIGNED', signed_by = drafted_by where ref = '{ref}'",
        f"update governance_agreement set state = 'SIGNED', signed_by = 1 where ref = '{ref}'",
        f"update governance_agreement set max_level = 4, receivers = '{{PROBATION}}' where ref = '{PARTNERSHIP}'",
        "insert into governance_policyversion (version, caps, reason, proposed_by, proposed_at, approved_at)"
        " values ('x', '{}', '', 1, now(), now())",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            begin(two[0], None, scope="DESK")
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(forged)


def test_at_midnight_it_is_over_for_pages_database_and_files(
    two: Any, worker_of: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last day counts whole: the same on every side, by moving the clock alone."""
    from kith.apps.governance.models import Agreement
    from kith.engine.landing.agreements import NoAgreement, check_agreement, load_agreements
    from kith.engine.sources import load_sources
    from kith.engine.store import RunsFolder
    from kith.handover.export import export_agreements

    lead = worker_of("HOMES", "L1", "PRACTITIONER")
    ends = Agreement.objects.get(ref=PARTNERSHIP).valid_to
    assert ends is not None
    export_agreements(tmp_path)
    handed, source = load_agreements(RunsFolder(tmp_path)), load_sources()["school_census"]
    monkeypatch.setenv("KITH_TODAY", (ends - timedelta(days=1)).isoformat())
    assert ("ABSENCE_HIGH" in _facts(lead), _rows_by_database(lead) > 0) == (True, True)
    assert check_agreement(handed, source, ends - timedelta(days=1))
    monkeypatch.setenv("KITH_TODAY", ends.isoformat())
    assert (_facts(lead), _rows_by_database(lead)) == ("SHARING", 0)
    with pytest.raises(NoAgreement, match=f"ended on {ends.isoformat()}"):
        check_agreement(handed, source, ends)


def test_what_a_page_signs_reaches_taking_in_by_a_job(
    two: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connections

    from kith.apps.governance.actions import end_agreement
    from kith.apps.governance.queries.agreement_pages import last_changed, last_handed_over
    from kith.project import tasks

    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    end_agreement(by=two[0], ref=PARTNERSHIP, reason="Two agencies left the partnership.")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select task_name from procrastinate_jobs")
        assert [name for (name,) in cursor.fetchall()] == ["hand_over_decisions"]
    monkeypatch.setattr(tasks, "runs_folder", lambda given: tmp_path)
    tasks.hand_over_decisions()
    handed = json.loads((tmp_path / "agreements.json").read_text(encoding="utf-8"))["agreements"]
    assert {one["valid_to"] for one in handed if one["reference"] == PARTNERSHIP} == {AS_AT.isoformat()}
    changed, told = last_changed(), last_handed_over()
    assert changed is not None
    assert told is not None
    assert changed < told


def test_warnings_wait_for_information_governance_and_for_nobody_else(
    two: Any, worker_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.actions import draft_agreement
    from kith.apps.governance.queries.waiting import list_waiting_about_sharing

    def waiting(worker: Any) -> list[str]:
        with open_desk(worker, action="LIST"):
            return [each.text for each in list_waiting_about_sharing(worker)]

    draft_agreement(by=two[0], terms=TERMS)
    monkeypatch.setenv("KITH_TODAY", "2027-03-20")
    assert any("ends in 11 days" in text for text in waiting(two[0]))
    assert not any("sign" in text for text in waiting(two[0])), "not one's own draft"
    assert any("Read and sign" in text for text in waiting(two[1]))
    assert waiting(worker_of("SCH_1", "S1", "PRACTITIONER")) == []


def test_a_changed_table_takes_two_and_holds_at_once_on_both_sides(
    two: Any, worker_of: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.governance.actions import approve_policy, decline_policy, propose_policy
    from kith.apps.governance.policy_data import load_policy, read_policy_files
    from kith.apps.governance.queries.policy import list_versions
    from kith.handover.export import export_decisions

    school = worker_of("SCH_1", "S1", "PRACTITIONER")
    caps = dict(load_policy().caps) | {("PRACTITIONER", SUPPORT): 1}
    version = propose_policy(by=two[0], caps=caps, reason="A trial of seeing less, for one month.")
    assert "ABSENCE_HIGH" in _facts(school)
    with pytest.raises(KithError, match="K431"):
        approve_policy(by=two[0], version=version)
    approve_policy(by=two[1], version=version)
    assert (_facts(school), _rows_by_database(school)) == ("PURPOSE", 0)
    assert load_policy().version == version
    again = propose_policy(by=two[1], caps=caps | {("PRACTITIONER", SUPPORT): 4}, reason="Back to what it was before.")
    assert again.endswith(".2")
    decline_policy(by=two[0], version=again)
    assert [(row.version, bool(row.approved_at)) for row in list_versions()] == [(again, False), (version, True)]
    assert load_policy().version == version
    export_decisions(tmp_path)
    monkeypatch.setenv("KITH_DEFINITIONS", str(tmp_path / "definitions"))
    assert read_policy_files() == load_policy(), "handed over as the council's own files"


@pytest.mark.parametrize("role", ["AUDITOR", "ANALYST", "COMMISSIONER", "ADMINISTRATOR", "ADVOCATE", "FAMILY"])
def test_no_cap_lets_those_in_who_never_open_anything(two: Any, role: str) -> None:
    from django.db import DatabaseError, connections

    from kith.apps.governance.actions import propose_policy
    from kith.apps.governance.policy_data import load_policy

    with pytest.raises(KithError, match="K432"):
        propose_policy(by=two[0], caps=dict(load_policy().caps) | {(role, SUPPORT): 1}, reason="Let them look.")
    with pytest.raises(DatabaseError, match="never open"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into governance_policyversion (version, caps, reason, proposed_by, proposed_at)"
            " values ('x', %s, '', 1, now())",
            [json.dumps({f"{role} {SUPPORT}": 1})],
        )


def test_the_pages_are_for_those_who_may(two: Any, worker_of: Make) -> None:
    """A draft by page, signed by a colleague's page; a practitioner reads and changes nothing."""
    from kith.apps.governance.models import Agreement
    from tests.integration.test_attack import _sign_in

    worker_of("SCH_1", "S1", "PRACTITIONER")
    ina, _ = _sign_in("council_eh-e1")
    posted = {
        name: value for name, value in TERMS.items() if name not in ("needs_family_agreement", "valid_to", "review_on")
    }
    posted |= {"valid_from": "2026-11-20", "last_day": "2026-11-19"}
    assert b"The last day is before the first" in ina.post("/agreements/new/", posted).content
    answer = ina.post("/agreements/new/", posted | {"last_day": "2026-11-29"})
    ref = Agreement.objects.get(state="DRAFT").ref
    assert answer.url == f"/agreements/{ref}/"
    assert ina.get(answer.url).status_code == 200
    assert b"Read and sign" not in ina.get(answer.url).content
    assert ina.post(f"/agreements/{ref}/sign/").status_code == 409
    omar, _ = _sign_in("council_eh-e3")
    assert omar.get(f"/agreements/{ref}/sign/").status_code == 200
    assert omar.post(f"/agreements/{ref}/sign/").status_code == 302
    row = Agreement.objects.get(ref=ref)
    assert (row.state, row.valid_to) == ("SIGNED", date(2026, 11, 30))
    priya, _ = _sign_in("sch_1-s1")
    assert priya.get("/agreements/").status_code == 200
    assert priya.get("/policy/").status_code == 200
    for path in ("/agreements/new/", f"/agreements/{ref}/sign/", f"/agreements/{ref}/end/", "/policy/propose/"):
        assert priya.get(path).status_code == priya.post(path).status_code == 403

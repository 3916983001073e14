"""The one door: every opening and every refusal is in the log, in the transaction of what it let be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES, REFUGE

SUPPORT = "EARLY_HELP_SUPPORT"
NOT_THERE = ("F-N0THERE", "", "\x00", "x" * 500, "'; drop table people_fact; --", "Ella Marlowe")
Make = Callable[..., Any]


def _open(worker: Any, purpose: str | None, family_ref: str) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people import queries

    with open_family(worker, purpose, family_ref) as access:
        queries.list_members(access)


def _refusal(worker: Any, purpose: str | None, family_ref: str) -> Any:
    from kith.apps.governance.access import AccessRefused

    with pytest.raises(AccessRefused) as caught:
        _open(worker, purpose, family_ref)
    return caught.value


def _newest() -> dict[str, Any]:
    from kith.apps.audit.queries import list_newest_events

    return list_newest_events(1)[0]


def test_an_opening_is_logged_with_references_only(worker_of: Make) -> None:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    _open(worker, SUPPORT, MARLOWES)
    line = _newest()
    assert (line["outcome"], line["family_ref"], line["purpose"]) == ("ALLOWED", MARLOWES, SUPPORT)
    assert (line["worker_id"], line["role"], line["agency_id"]) == (worker.worker_id, "LEAD_WORKER", "SCH_1")
    assert line["level_granted"] == 3
    assert line["gate"] == "SHARING"
    assert line["agreement_refs"] == ["WEXMOOR-PARTNERSHIP"]
    assert line["policy_version"]
    assert "Marlowe" not in repr(line).replace(MARLOWES, "")


def test_a_refusal_is_logged_with_the_gate_that_closed(worker_of: Make) -> None:
    _refusal(worker_of("SCH_1", "S2", "PRACTITIONER"), SUPPORT, MARLOWES)
    line = _newest()
    assert (line["outcome"], line["gate"], line["level_granted"]) == ("DENIED", "RELATIONSHIP", 0)


def test_a_family_that_is_not_there_shielded_or_not_yours_is_one_refusal(worker_of: Make) -> None:
    worker = worker_of("SCH_1", "S2", "PRACTITIONER")
    refusals = [_refusal(worker, SUPPORT, ref) for ref in (MARLOWES, REFUGE, *NOT_THERE)]
    assert len({(str(each), each.gate) for each in refusals}) == 1


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        ({"has_second_factor": False}, "IDENTITY"),
        ({"is_trained": False}, "IDENTITY"),
        ({"is_active": False}, "IDENTITY"),
        ({"roles": ("ANALYST",)}, "PURPOSE"),
        ({"roles": ()}, "PURPOSE"),
        ({"staff_id": "S2"}, "RELATIONSHIP"),
        ({"staff_id": ""}, "RELATIONSHIP"),
        ({"agency_id": "POLICE"}, "SHARING"),
    ],
)
def test_each_gate_that_the_worker_meets_can_close(worker_of: Make, change: dict[str, Any], gate: str) -> None:
    from dataclasses import replace

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    assert _refusal(replace(worker, **change), SUPPORT, MARLOWES).gate == gate


def test_a_name_typed_as_a_reference_does_not_reach_the_log(worker_of: Make) -> None:
    _refusal(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT, "Ella Marlowe")
    assert "Marlowe" not in repr(_newest())


def test_nobody_and_no_purpose_are_refused(worker_of: Make) -> None:
    assert _refusal(None, SUPPORT, MARLOWES).gate == "IDENTITY"
    assert _refusal(worker_of("SCH_1", "S1", "LEAD_WORKER"), None, MARLOWES).gate == "PURPOSE"


def test_an_agreement_that_has_ended_shuts_the_door_at_midnight(
    worker_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    monkeypatch.setenv("KITH_TODAY", "2027-03-30")
    _open(worker, SUPPORT, MARLOWES)
    monkeypatch.setenv("KITH_TODAY", "2027-03-31")
    assert _refusal(worker, SUPPORT, MARLOWES).gate == "SHARING"


def test_when_the_log_cannot_be_written_nothing_is_shown(worker_of: Make) -> None:
    from django.db import connections
    from django.db.utils import Error

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with connections["owner"].cursor() as cursor:
        cursor.execute("revoke insert on audit_accessevent from kith_web")
    try:
        with pytest.raises(Error):
            _open(worker, SUPPORT, MARLOWES)
    finally:
        from kith.project.grants import apply_grants

        apply_grants()


def test_a_page_that_fails_leaves_no_line_that_says_it_was_shown(worker_of: Make) -> None:
    from kith.apps.audit.queries import count_events
    from kith.apps.governance.access import open_family

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with pytest.raises(ZeroDivisionError), open_family(worker, SUPPORT, MARLOWES):
        raise ZeroDivisionError
    assert count_events(family_ref=MARLOWES) == 0


def test_a_search_is_logged_by_fingerprint_and_by_what_it_found(worker_of: Make) -> None:
    from kith.apps.people.queries import search

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    search(worker, SUPPORT, "Ella Marlowe")
    line = _newest()
    assert (line["action"], line["outcome"], line["found_family_refs"]) == ("SEARCH", "ALLOWED", [MARLOWES])
    assert "P-ELLA" in line["subject_refs"]
    assert "ella" not in repr(line).lower().replace("p-ella", "")
    found = line["query_fingerprint"]
    search(worker, SUPPORT, "ella  marlowe")
    assert _newest()["query_fingerprint"] == found
    search(worker, SUPPORT, "Zoe Plain")
    assert (_newest()["outcome"], _newest()["found_family_refs"]) == ("DENIED", [])


def test_what_a_page_shows_is_of_one_moment(worker_of: Make) -> None:
    """A run that goes live while a page is being read does not mix into it."""
    from django.db import connections

    from kith.apps.governance.access import open_family
    from kith.apps.people import queries

    with open_family(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT, MARLOWES) as access:
        with connections["owner"].cursor() as cursor:
            cursor.execute("update people_familydetails set name = 'Changed'")
            cursor.execute("update intake_run set state = 'RETIRED'")
        assert queries.get_family_header(access).name == "The Marlowe family"


def test_the_log_is_not_written_outside_a_transaction(database: None) -> None:
    from kith.apps.audit.actions import Line, LogOutsideTransaction, record_access

    line = Line("VIEW", 1, "MANAGER", "SCH_1", SUPPORT, 4, 0, "SHARING", "1")
    with pytest.raises(LogOutsideTransaction):
        record_access(line)

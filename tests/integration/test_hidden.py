"""What must not be told is told nowhere: undisclosed fathers, birth parents, and people who are hidden by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.published_run import AS_AT, write_run
from tests.builders.small_world import MARLOWES, UNTOLD, UNTOLD_CANARIES, hide_what_is_not_told, untold_world
from tests.builders.workers import PASSWORD, SECRET, sign_in_as

FAMILY = f"/families/{UNTOLD}/"
VIEWS = (FAMILY, f"{FAMILY}?view=print", f"{FAMILY}?back=far", f"{FAMILY}?show=strengths", f"{FAMILY}?who=P-HUGH", "/")
SUPPORT = "EARLY_HELP_SUPPORT"
NEXT_YEAR = date(2027, 6, 1)


@pytest.fixture
def vales(database: None, tmp_path: Path) -> None:
    """The small world and the Vales, live."""
    from django.core.cache import cache

    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    cache.clear()
    run = load_run(write_run(tmp_path / "run-1", untold_world()), by="test")
    make_live(run.run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)


def client_of(agency: str, staff: str, role: str, purpose: str = SUPPORT, **about: Any) -> Any:
    from django.test import Client

    from kith.apps.agencies.queries import current_code

    sign_in_as(agency, staff, role, **about)
    client = Client(HTTP_HOST="localhost")
    client.post("/accounts/login/", {"login": f"{agency}-{staff}".lower(), "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    client.post("/purpose/", {"purpose": purpose})
    return client


def all_that_is_shown(client: Any, *found: str) -> str:
    pages = [client.get(view).content.decode() for view in VIEWS]
    for asked in found:
        client.post("/search/", {"asked": asked})
        pages.append(client.get("/found/").content.decode().replace(asked, ""))
    return "\n".join(pages)


def test_what_is_not_told_is_in_no_picture_table_print_or_search(vales: None) -> None:
    client = client_of("SCH_1", "S3", "LEAD_WORKER")
    before = all_that_is_shown(client)
    assert "Hugh" in before, "the canaries sing while nothing is hidden, or this test proves nothing"
    assert "Bea" in before
    hide_what_is_not_told()
    after = all_that_is_shown(client, "Hugh Fathercanary", "Bea Birthcanary", "P-BEA")
    assert "Mia" in after
    assert [canary for canary in UNTOLD_CANARIES if canary in after] == []
    assert "birth mother" not in after


def test_a_cleared_worker_with_a_close_tie_is_told(vales: None) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import list_relations

    hide_what_is_not_told()
    cleo = sign_in_as("COUNCIL_EH", "E4", "LEAD_WORKER", is_shield_cleared=True)
    with open_family(cleo, SUPPORT, UNTOLD) as access:
        assert {("P-HUGH", "P-MIA"), ("P-BEA", "P-WREN")} <= {
            (row.from_ref, row.to_ref) for row in list_relations(access)
        }


def test_hiding_a_relation_takes_clearance_and_a_close_tie(vales: None) -> None:
    from django.core.exceptions import PermissionDenied
    from django.db import DatabaseError

    from kith.apps.governance.access import open_family
    from kith.apps.governance.actions.hidden_relations import hide_relation, show_relation
    from kith.apps.people.queries import list_relations

    said = {"one_ref": "P-MIA", "other_ref": "P-HUGH", "reason": "UNDISCLOSED", "review_on": NEXT_YEAR}
    lou = sign_in_as("SCH_1", "S3", "LEAD_WORKER")
    with pytest.raises(PermissionDenied), open_family(lou, SUPPORT, UNTOLD) as access:
        hide_relation(access, **said)
    cleo = sign_in_as("COUNCIL_EH", "E4", "LEAD_WORKER", is_shield_cleared=True)
    with pytest.raises(DatabaseError), open_family(cleo, SUPPORT, UNTOLD) as access:
        hide_relation(access, **{**said, "other_ref": "P-DAWN"})
    with open_family(cleo, SUPPORT, UNTOLD) as access:
        hide_relation(access, **said)

    def seen_by_lou() -> set[str]:
        with open_family(lou, SUPPORT, UNTOLD) as access:
            return {row.from_ref for row in list_relations(access)}

    assert "P-HUGH" not in seen_by_lou()
    with open_family(cleo, SUPPORT, UNTOLD) as access:
        show_relation(access, one_ref="P-HUGH", other_ref="P-MIA")
    assert "P-HUGH" in seen_by_lou()


def test_a_shield_set_by_hand_hides_at_once_and_two_end_it(vales: None) -> None:
    from kith.apps.audit.actions import LIST
    from kith.apps.governance.access import open_desk, open_family
    from kith.apps.governance.actions.shields import (
        NobodyOfThatRef,
        TwoPeopleNeeded,
        agree_to_end_shield,
        ask_to_end_shield,
        set_shield,
    )
    from kith.apps.governance.queries.safety_pages import list_asked_for_shielded, list_shields
    from kith.apps.people.queries import list_members

    one = sign_in_as("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE", is_shield_cleared=True)
    two = sign_in_as("COUNCIL_EH", "E2", "MANAGER", is_shield_cleared=True)
    lou = sign_in_as("SCH_1", "S3", "LEAD_WORKER")

    def seen() -> set[str]:
        with open_family(lou, SUPPORT, UNTOLD) as access:
            return {member.person_ref for member in list_members(access)}

    assert "P-NORA" in seen()
    with pytest.raises(NobodyOfThatRef):
        set_shield(by=one, person_ref="P-NOAR", reason="REFUGE", review_on=NEXT_YEAR)
    set_shield(by=one, person_ref="P-NORA", reason="REFUGE", review_on=NEXT_YEAR)
    assert "P-NORA" not in seen()
    with open_desk(one, action=LIST) as desk:
        (row,) = list_shields(desk.on)
    ask_to_end_shield(by=one, shield_id=row.shield_id, reason="They moved away and asked for it.")
    with pytest.raises(TwoPeopleNeeded):
        agree_to_end_shield(by=one, shield_id=row.shield_id)
    assert "P-NORA" not in seen()
    stranger = sign_in_as("HOMES", "L1", "PRACTITIONER")
    from kith.apps.governance.access import AccessRefused

    with pytest.raises(AccessRefused), open_family(stranger, SUPPORT, UNTOLD):
        pass
    with open_desk(one, action=LIST) as desk:
        assert [(each.worker_name, each.times) for each in list_asked_for_shielded(desk.on)] == [("Sam Reid", 1)]
    with open_desk(two, action=LIST) as desk:
        assert list_asked_for_shielded(desk.on) == ()
    agree_to_end_shield(by=two, shield_id=row.shield_id)
    assert "P-NORA" in seen()


def test_shields_are_shown_to_nobody_else(vales: None) -> None:
    from django.core.exceptions import PermissionDenied

    from kith.apps.audit.actions import LIST
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.actions.shields import set_shield
    from kith.apps.governance.queries.safety_pages import list_shields

    one = sign_in_as("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE", is_shield_cleared=True)
    set_shield(by=one, person_ref="P-NORA", reason="WITNESS", review_on=NEXT_YEAR)
    for agency, staff, role in (
        ("COUNCIL_EH", "E2", "MANAGER"),
        ("COUNCIL_EH", "E1", "INFORMATION_GOVERNANCE"),
        ("COUNCIL_EH", "E4", "AUDITOR"),
    ):
        other = sign_in_as(agency, staff, role)
        with open_desk(other, action=LIST) as desk:
            assert list_shields(desk.on) == ()
        with pytest.raises(PermissionDenied):
            set_shield(by=other, person_ref="P-MIA", reason="WITNESS", review_on=NEXT_YEAR)
        assert client_of(agency, staff, role).get("/shields/").status_code == 403


def test_a_clearance_takes_two_others_and_ends(vales: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    from kith.apps.agencies.models import User
    from kith.apps.agencies.queries import find_signed_in_worker, list_clearances
    from kith.apps.base.clock import today
    from kith.apps.governance.actions.clearances import (
        ClearanceNotYours,
        decide_clearance,
        propose_clearance,
        withdraw_clearance,
    )

    one = sign_in_as("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    two = sign_in_as("COUNCIL_EH", "E2", "ADMINISTRATOR")
    cleo = sign_in_as("COUNCIL_EH", "E4", "LEAD_WORKER")
    ends = today() + timedelta(days=30)

    def cleared() -> set[bool]:
        """As the program and as the database see it; they must agree."""
        account = User.objects.get(username="council_eh-e4")
        worker = find_signed_in_worker(account, has_second_factor=True)
        assert worker is not None
        with connection.cursor() as cursor:
            cursor.execute("select kith_shield_cleared(%s, %s)", [worker.worker_id, today()])
            return {worker.is_shield_cleared, cursor.fetchone()[0]}

    said = {"kind": "SHIELD", "level": None, "reason": "Works in the refuge team.", "valid_to": ends}
    with pytest.raises(ClearanceNotYours):
        propose_clearance(by=one, worker_id=one.worker_id, **said)
    propose_clearance(by=one, worker_id=cleo.worker_id, **said)
    (row,) = list_clearances(today())
    with pytest.raises(ClearanceNotYours):
        decide_clearance(by=one, clearance_id=row.clearance_id, is_approved=True)
    assert cleared() == {False}
    decide_clearance(by=two, clearance_id=row.clearance_id, is_approved=True)
    assert cleared() == {True}
    monkeypatch.setenv("KITH_TODAY", ends.isoformat())
    assert cleared() == {False}
    monkeypatch.setenv("KITH_TODAY", AS_AT.isoformat())
    withdraw_clearance(by=two, clearance_id=row.clearance_id)
    assert cleared() == {False}


def test_pages_answer_those_they_are_for(vales: None) -> None:
    """Each page draws, and a form that is not filled in comes back with what is missing."""
    officer = client_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE", "RIGHTS", is_shield_cleared=True)
    for path in ("/shields/", "/clearance/", "/own-families/"):
        assert officer.get(path).status_code == 200
        answer = officer.post(path, {})
        assert b"Please look at this again" in answer.content
    for path in ("/shields/asked-for/", "/emergency/reviews/"):
        assert officer.get(path).status_code == 200
    sam = client_of("HOMES", "L1", "PRACTITIONER", "SAFEGUARDING")
    for path in ("/shields/", "/clearance/", "/shields/asked-for/", "/emergency/reviews/", "/emergency/reviews/BG-1/"):
        assert sam.get(path).status_code == 403
    refused = sam.get(f"/families/{MARLOWES.replace('0', '9')}/").content.decode()
    assert "Open it in an emergency" in refused
    answer = sam.post("/emergency/start/", {"family_ref": "F-N0B0DY77"}, follow=True)
    assert b"60 minutes" in answer.content
    answer = sam.post("/emergency/", {"family_ref": "F-N0B0DY77", "reason": "no"})
    assert b"Say in a sentence" in answer.content
    answer = sam.post(
        "/emergency/", {"family_ref": "f-n0b0dy77", "reason": "A neighbour rang about shouting"}, follow=True
    )
    assert answer.status_code == 403
    assert "There is no family here that you can open" in answer.content.decode()


def test_whom_to_clear_is_found_by_name_in_ones_own_agency(vales: None) -> None:
    from kith.apps.agencies.queries import find_worker_id, list_clearances
    from kith.apps.base.clock import today

    officer = client_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE", "RIGHTS")
    found = officer.post("/clearance/", {"asked": "door FA"}).content.decode()
    assert "Fay Door, staff number E1" in found
    assert "Max Manager" not in found
    for name in ("Priya", "Ida", "%", "x"):  # of another agency; oneself; everybody; too little
        page = officer.post("/clearance/", {"asked": name}).content.decode()
        assert "Please look at this again" in page
        assert "staff number" not in page
    said = {"asked": "fay", "cleared_for": "SHIELD", "reason": "Takes calls about refuges.", "valid_to": "2027-01-31"}
    other = find_worker_id(agency_id="SCH_1", staff_id="S1")
    assert "Choose somebody you found" in officer.post("/clearance/", {**said, "worker_id": other}).content.decode()
    assert not list_clearances(today())
    fay = find_worker_id(agency_id="COUNCIL_EH", staff_id="E1")
    assert officer.post("/clearance/", {**said, "worker_id": fay}).status_code == 302
    assert [(row.worker_name, row.is_waiting) for row in list_clearances(today())] == [("Fay Door", True)]


def test_the_page_of_what_is_not_told_hides_and_tells_again(vales: None) -> None:
    lou = client_of("SCH_1", "S3", "LEAD_WORKER")
    assert lou.get(f"{FAMILY}not-told/").status_code == 403
    cleo = client_of("COUNCIL_EH", "E4", "LEAD_WORKER", is_shield_cleared=True)
    assert "Please look at this again" in cleo.post(f"{FAMILY}not-told/", {}).content.decode()
    said = {"bond": "P-HUGH|P-MIA", "reason": "UNDISCLOSED", "review_on": NEXT_YEAR.isoformat()}
    page = cleo.post(f"{FAMILY}not-told/", said, follow=True).content.decode()
    assert "Look again on 1 June 2027" in page
    assert "Hugh" not in lou.get(FAMILY).content.decode()
    cleo.post(f"{FAMILY}not-told/", {"show": "P-HUGH|P-MIA"})
    assert "Hugh" in lou.get(FAMILY).content.decode()

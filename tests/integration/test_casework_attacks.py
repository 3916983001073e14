"""A web process that was taken over, and people who misuse their sign-in, try to make ties and to read episodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from tests.builders.enquiries import shield
from tests.builders.episodes import act, open_for, seen
from tests.builders.small_world import MARLOWES, PLAIN, REFUGE

Make = Callable[..., Any]
STOPPED = {"42501", "23514", "P0001", "KL003"}
CONTACT = "CT-7Q2M9XKA"


def _as(worker: Any, sql: str, *values: Any, family: str = "", purpose: str = "TRIAGE") -> list[tuple[Any, ...]]:
    """Run SQL as the web role, in the name of one worker, at a desk or in a family's door."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(
            "select kith_begin(%s, %s, '2026-11-20', true, %s, %s, %s)",
            [worker.worker_id, purpose, worker.session_ref, "FAMILY" if family else "DESK", family],
        )
        cursor.execute(sql, values or None)
        return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


def _refused(worker: Any, sql: str, *values: Any, **more: Any) -> None:
    with pytest.raises(DatabaseError) as stopped:
        _as(worker, sql, *values, **more)
    assert stopped.value.__cause__.sqlstate in STOPPED, stopped.value  # type: ignore[union-attr]


def _ties(**about: Any) -> list[tuple[str, str, str, str]]:
    from kith.apps.governance.models import Relationship

    rows = Relationship.objects.using("owner").filter(valid_to=None, **about).order_by("pk")
    return list(rows.values_list("kind", "agency_id", "staff_id", "person_ref"))


@pytest.fixture
def max_manager(worker_of: Make) -> Any:
    return worker_of("COUNCIL_EH", "E2", "MANAGER")


@pytest.fixture
def priya(worker_of: Make) -> Any:
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


def test_a_manager_opens_an_episode_from_what_was_passed(max_manager: Any) -> None:
    from kith.apps.governance.access import AccessRefused
    from kith.apps.governance.models import Relationship

    with pytest.raises(AccessRefused):
        open_for(max_manager, MARLOWES, ("P-JAY",), lead=None)
    Relationship.objects.using("owner").create(
        kind="MANAGES", agency_id="COUNCIL_EH", person_ref="P-JAY", family_ref=MARLOWES, how_made="CONTACT_HERE",
        about_ref=CONTACT,
    )  # fmt: skip
    open_for(max_manager, MARLOWES, ("P-JAY", "P-ELLA"), lead=None)
    Relationship.objects.using("owner").filter(about_ref=CONTACT).delete()
    assert seen(max_manager, MARLOWES).may_manage
    assert {one[3] for one in _ties(how_made="EPISODE")} == {"P-JAY", "P-ELLA"}


def test_a_contact_alone_opens_no_episode(worker_of: Make) -> None:
    """The front door's duty is no lasting tie: whoever holds it opens nothing that stays."""
    from django.core.exceptions import PermissionDenied

    from kith.apps.governance.models import Relationship

    fay = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    Relationship.objects.using("owner").create(
        kind="DUTY", person_ref="P-JAY", family_ref=MARLOWES, how_made="CONTACT_HERE", about_ref=CONTACT
    )
    with pytest.raises(PermissionDenied):
        open_for(fay, MARLOWES, ("P-JAY",), lead=None, purpose="TRIAGE")
    _refused(fay, _EPISODE, MARLOWES, "COUNCIL_EH", fay.worker_id, family=MARLOWES)


def test_no_page_writes_a_tie(priya: Any) -> None:
    _refused(
        priya,
        "insert into governance_relationship (kind, agency_id, staff_id, person_ref, family_ref, how_made)"
        " values ('LEAD', 'SCH_1', 'S1', 'P-ZOE', %s, 'EPISODE')",
        PLAIN,
    )
    _refused(priya, "select kith_put_episode_ties('EP-MINE2345', '[]')")
    _refused(priya, "select kith_is_member('P-ZOE', %s)", PLAIN)
    _refused(priya, "select kith_add_tie('LEAD', 'SCH_1', 'S1', 'P-ZOE', %s, 'EPISODE', 'EP-MINE2345')", PLAIN)


_EPISODE = (
    "insert into casework_episode (ref, family_ref, agency_id, team, opened_from, contact_ref,"
    " reason_code, reason, tags,"
    " previous_ref, started_on, opened_at, opened_by, hold_reason, end_reason, end_note)"
    " values ('EP-EVIL2345', %s, %s, '', 'BY_HAND', '', '', '', '{}', '', '2026-11-20', now(), %s, '', '', '')"
)


def test_nobody_opens_an_episode_for_a_family_that_is_not_theirs(priya: Any, max_manager: Any, worker_of: Make) -> None:
    for family in (PLAIN, REFUGE):
        _refused(priya, _EPISODE, family, "SCH_1", priya.worker_id, family=family, purpose="EARLY_HELP_SUPPORT")
        _refused(priya, _EPISODE, family, "SCH_1", priya.worker_id)
    # by another's name, for another agency, or with a tie that does not lead
    _refused(priya, _EPISODE, MARLOWES, "SCH_1", max_manager.worker_id, family=MARLOWES, purpose="EARLY_HELP_SUPPORT")
    _refused(priya, _EPISODE, MARLOWES, "COUNCIL_EH", priya.worker_id, family=MARLOWES, purpose="EARLY_HELP_SUPPORT")
    sam = worker_of("HOMES", "L1", "PRACTITIONER")
    _refused(sam, _EPISODE, MARLOWES, "HOMES", sam.worker_id, family=MARLOWES, purpose="EARLY_HELP_SUPPORT")


def test_ones_own_word_opens_no_episode(worker_of: Make) -> None:
    """Who says that they work with a family, or breaks the glass, gets no lasting tie out of it."""
    from django.core.exceptions import PermissionDenied
    from django.utils import timezone

    from kith.apps.governance.models import BreakGlass

    ann = worker_of("SCH_1", "S2", "LEAD_WORKER", session_ref="sitting")
    now = timezone.now()
    BreakGlass.objects.using("owner").create(
        ref="BG-TEST", kind="SELF_CLAIM", worker_id=ann.worker_id, agency_id="SCH_1", session_ref="sitting",
        family_ref=PLAIN, began_at=now, ends_at=now + timezone.timedelta(hours=1), reason="Canary",
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        open_for(ann, PLAIN, ("P-ZOE",), lead=("SCH_1", "S2"))
    _refused(ann, _EPISODE, PLAIN, "SCH_1", ann.worker_id, family=PLAIN, purpose="EARLY_HELP_SUPPORT")


def test_nobody_names_themselves_lead_of_anothers_family(max_manager: Any, priya: Any, worker_of: Make) -> None:
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    lead = (
        "insert into casework_leadspell (episode_id, role, agency_id, staff_id, valid_from, change_reason,"
        " family_choice,"
        " named_by, named_at) select id, %s, %s, %s, '2026-11-20', 'OTHERS', 'NOTASKED', %s, now() from"
        " casework_episode"
    )
    # They read no episode, so there is none to name themselves in; by its number neither.
    assert _as(priya, lead, "LCPP", "SCH_1", "S1", priya.worker_id) == [(0,)]
    by_number = lead.replace("select id,", "select 1,").replace(" from casework_episode", "")
    _refused(priya, by_number, "LCPP", "SCH_1", "S1", priya.worker_id)
    # The lead worker names no other lead, and themselves to no other role.
    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    _refused(fay, lead, "LCPP", "COUNCIL_EH", "E1", fay.worker_id)


def test_nobody_steps_to_protection_or_ends_without_a_manager(max_manager: Any, worker_of: Make) -> None:
    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    step = (
        "insert into casework_levelspell (episode_id, person_ref, level, valid_from, reason, decision_ref, changed_by,"
        " changed_at) select id, 'P-ZOE', %s, '2026-11-20', '', '', %s, now() from casework_episode"
    )
    at = {"family": PLAIN, "purpose": "EARLY_HELP_SUPPORT"}
    _refused(fay, step, "4", fay.worker_id, **at)
    _refused(fay, step, "3S", max_manager.worker_id, **at)
    assert _as(fay, step, "3S", fay.worker_id, **at) == [(1,)]
    end = "update casework_episode set ended_on = '2026-11-20', end_reason = 'MET', ended_by = %s"
    _refused(fay, end, fay.worker_id, **at)
    _refused(max_manager, end, fay.worker_id, **at)
    _refused(fay, "update casework_episode set agency_id = 'SCH_1'", **at)
    _refused(fay, "update casework_episode set family_ref = %s", MARLOWES, **at)
    _refused(
        fay, "update casework_levelspell set level = '1', valid_to = '2026-11-20' where person_ref = 'P-ZOE'", **at
    )


def test_an_episode_is_not_taken_that_was_not_offered(max_manager: Any, worker_of: Make) -> None:
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    head = worker_of("SCH_1", "S2", "MANAGER")
    assert _as(head, "update casework_episode set agency_id = 'SCH_1' where id = 1") == [(0,)]
    offer = (
        "insert into casework_handover (ref, episode_id, from_agency, to_agency, to_team, why,"
        " what_comes_next, snapshot,"
        " state, offered_by, offered_at, answer_reason) values ('HO-EVIL2345', 1, 'COUNCIL_EH', 'SCH_1',"
        " '', '', '', '{}',"
        " 'OFFERED', %s, now(), '')"
    )
    _refused(head, offer, head.worker_id)


def test_who_must_not_be_found_is_in_no_episode_of_whoever_is_not_cleared(max_manager: Any, worker_of: Make) -> None:
    """An uncleared lead reads an episode without the one who hides; a contact of theirs does not bring them back."""
    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    shield("P-MUM")
    for worker in (fay, max_manager):
        page = seen(worker, PLAIN)
        assert [one.person_ref for one in page.people] == ["P-ZOE"]
        assert "P-MUM" not in str(page)
    shield("P-ZOE")
    assert _as(max_manager, "select count(*) from casework_episode") == [(0,)]


def test_a_family_too_close_is_read_on_no_list(max_manager: Any) -> None:
    from django.utils import timezone

    from kith.apps.governance.models import DeclaredInterest

    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    assert _as(max_manager, "select count(*) from casework_episode") == [(1,)]
    DeclaredInterest.objects.using("owner").create(
        worker_id=max_manager.worker_id, agency_id="COUNCIL_EH", family_ref=PLAIN, declared_by=max_manager.worker_id,
        declared_at=timezone.now(),
    )  # fmt: skip
    assert _as(max_manager, "select count(*) from casework_episode") == [(0,)]


def test_a_leaver_reads_nothing_more(max_manager: Any, worker_of: Make) -> None:
    """Not by the number of the episode, not from its history, and not who took over."""
    from kith.apps.casework.actions.leading import name_lead

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    act(max_manager, PLAIN, lambda access, page: name_lead(
        access, page, role="LEAD", agency_id="COUNCIL_EH", staff_id="E3", reason="LEFTRL", family_choice="NOTASKED",
    ))  # fmt: skip
    for table in ("episode", "episodeperson", "levelspell", "leadspell", "teammember", "handover"):
        assert _as(fay, f"select count(*) from casework_{table}") == [(0,)]
        with pytest.raises(DatabaseError):
            _as(fay, f"select count(*) from casework_{table}event")


def test_who_leads_is_told_under_an_agreement_alone(max_manager: Any, worker_of: Make) -> None:
    """With no agreement that lets them know which agency works with whom, the database names nobody."""
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    from kith.apps.governance.models import Relationship

    sam = worker_of("HOMES", "L1", "PRACTITIONER")
    Relationship.objects.using("owner").create(
        kind="TEAM", agency_id="HOMES", staff_id="L1", person_ref="P-ZOE", family_ref=PLAIN, how_made="INVOLVEMENT"
    )
    at = {"family": PLAIN, "purpose": "EARLY_HELP_SUPPORT"}
    asked = "select distinct agency_id, staff_id from kith_who_leads()"
    assert _as(sam, asked, **at) == [("COUNCIL_EH", "E1")]
    with connections["owner"].cursor() as cursor:
        cursor.execute("update governance_agreement set categories = array_remove(categories, 'INVOLVEMENT')")
    assert _as(sam, asked, **at) == []
    assert _as(sam, asked, family=MARLOWES, purpose="EARLY_HELP_SUPPORT") == []


@pytest.mark.usefixtures("world")
def test_the_database_and_the_code_lists_say_the_same_of_what_an_agency_tells() -> None:
    from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS, telling_category

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select letter, kith_telling_category(letter) from unnest(%s::text[]) as letter", [[*AGENCY_KINDS]]
        )
        assert dict(cursor.fetchall()) == {letter: telling_category(letter) for letter in AGENCY_KINDS}


def test_a_charity_in_the_team_is_not_told_that_social_care_is_there(max_manager: Any, worker_of: Make) -> None:
    """Its agreement says whom else to ring, and not why: so neither does the level."""
    from kith.apps.casework.actions.leading import add_to_team
    from kith.apps.casework.actions.levels import change_level

    tom, sam = worker_of("HARBOUR_DADS", "V1", "PRACTITIONER"), worker_of("HOMES", "L1", "PRACTITIONER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    for agency, staff in (("HARBOUR_DADS", "V1"), ("HOMES", "L1")):
        act(max_manager, PLAIN, lambda access, page, one=(agency, staff): add_to_team(
            access, page, role="OTHER", agency_id=one[0], staff_id=one[1]))  # fmt: skip
    assert seen(tom, PLAIN).family_level.level == "3"
    act(max_manager, PLAIN, lambda access, page: change_level(
        access, page, to="4", reason="Canary", new_lead=("LCPP", "COUNCIL_EH", "E2")))  # fmt: skip
    page = seen(tom, PLAIN)
    assert page.family_level is None
    assert [one.role for one in page.leads] == ["LEAD"]
    assert seen(sam, PLAIN).family_level.level == "4"

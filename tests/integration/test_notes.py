"""Notes and the chronology: written once, on both lanes once, read by whom the writer chose, never beyond the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections, transaction

from tests.builders.enquiries import shield
from tests.builders.episodes import SUPERVISION, act, open_for
from tests.builders.small_world import MARLOWES, PLAIN

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"
TEXT = "Both came to breakfast club. Jay said it was the best week."


@pytest.fixture
def priya(worker_of: Make) -> Any:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    open_for(worker, MARLOWES, ("P-ELLA", "P-JAY"), lead=("SCH_1", "S1"))
    return worker


@pytest.fixture
def head(worker_of: Make, priya: Any) -> Any:
    return worker_of("SCH_1", "S2", "MANAGER")


def write(worker: Any, *, people: Any = ("P-ELLA", "P-JAY"), purpose: str = SUPPORT, **more: Any) -> str:
    from kith.apps.casework.actions.notes import write_note
    from kith.apps.governance.access import open_family

    given = {
        "kind": "VISIT", "text": TEXT, "happened_on": date(2026, 11, 10), "precision": "DAY", "told_to": "TEAM", **more,
    }  # fmt: skip
    with open_family(worker, purpose, MARLOWES) as access:
        return write_note(access, people=people, **given)


def notes_of(worker: Any, words: str = "", *, purpose: str = SUPPORT) -> list[Any]:
    from kith.apps.casework.queries.notes import list_notes

    return list(act(worker, MARLOWES, lambda access, page: list_notes(access, words=words), purpose=purpose))


def lines_of(worker: Any, *, purpose: str = SUPPORT, **more: Any) -> list[Any]:
    from kith.apps.casework.queries.chronology import list_chronology

    return list(act(worker, MARLOWES, lambda access, page: list_chronology(access, **more), purpose=purpose))


def significant(headline: str = "A week in school", **more: Any) -> Any:
    from kith.apps.casework.actions.notes import Significant

    return Significant(headline, **{"impact": "POSITIVE", "action_taken": "A card home", **more})


def add_to_team(priya: Any, agency_id: str, staff_id: str) -> None:
    from kith.apps.casework.actions import leading

    act(priya, MARLOWES, lambda access, page: leading.add_to_team(
        access, page, role="OTHER", agency_id=agency_id, staff_id=staff_id))  # fmt: skip


def test_a_note_about_two_is_one_note_and_its_tick_one_line_on_both_lanes(priya: Any) -> None:
    from kith.apps.base.clock import today
    from kith.apps.casework.models import CaseNote, ChronologyEntry
    from kith.apps.singleview.queries import Choice, get_family_page

    write(priya, significant=significant())
    assert CaseNote.objects.using("owner").count() == 1
    assert ChronologyEntry.objects.using("owner").count() == 1
    line = lines_of(priya)[0]
    assert line.who in {"Ellie and Jay", "Ella and Jay", "Jay and Ellie"}
    assert (line.what, line.action_taken, line.impact) == ("A week in school", "A card home", "POSITIVE")
    page = act(priya, MARLOWES, lambda access, page: get_family_page(access, choice=Choice(), on=today()))
    told = [row for row in page.what_happened.rows if row.what == "A week in school"]
    assert len(told) == 1
    assert page.what_happened.picture.count("A week in school") == 2


def test_what_is_not_significant_stays_out_until_it_is(priya: Any) -> None:
    from kith.apps.casework.actions.notes import mark_significant
    from kith.apps.casework.queries.notes import find_note

    ref = write(priya)
    assert lines_of(priya) == []
    act(priya, MARLOWES, lambda access, page: mark_significant(access, find_note(access, ref), significant()))
    assert [line.note_ref for line in lines_of(priya)] == [ref]


def test_notes_are_found_by_their_words(priya: Any) -> None:
    write(priya)
    write(priya, people=("P-JAY",), text="A call about shoes.")
    assert [len(one.names) for one in notes_of(priya, "breakfasts")] == [2]  # by the stem of a word
    assert notes_of(priya, "dinner") == []
    assert len(notes_of(priya)) == 2


def test_a_note_that_is_taken_back_keeps_its_words_and_leaves_the_chronology(priya: Any, head: Any) -> None:
    from kith.apps.casework.actions.notes import take_back
    from kith.apps.casework.queries.notes import find_note

    ref = write(priya, significant=significant())
    act(priya, MARLOWES, lambda access, page: take_back(access, find_note(access, ref), why="It was Tuesday"))
    assert lines_of(priya) == []
    assert [(one.text, one.taken_back_why) for one in notes_of(head, purpose=SUPERVISION)] == [(TEXT, "It was Tuesday")]


def test_the_writer_chooses_who_reads_it(priya: Any, worker_of: Make) -> None:
    from kith.apps.governance.access import AccessRefused

    sam, max_manager = worker_of("HOMES", "L1", "PRACTITIONER"), worker_of("COUNCIL_EH", "E2", "MANAGER")
    colleague = worker_of("SCH_1", "S2", "MANAGER")
    for told_to in ("AGENCY", "TEAM", "FAMILY"):
        write(priya, text=f"For {told_to}", told_to=told_to, significant=significant(told_to))
    assert notes_of(sam) == []  # works with the mother, and is not in the help
    assert lines_of(sam) == []
    add_to_team(priya, "HOMES", "L1")
    assert {one.told_to for one in notes_of(sam)} <= {"TEAM", "FAMILY"}
    assert {one.told_to for one in notes_of(colleague, purpose=SUPERVISION)} == {"AGENCY", "TEAM", "FAMILY"}
    assert [line.what for line in lines_of(priya, for_family=True)] == ["FAMILY"]
    with pytest.raises(AccessRefused):
        notes_of(max_manager, purpose=SUPERVISION)


def test_nobody_outside_the_help_writes_or_chooses(priya: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.chronology import choose_facts
    from kith.apps.casework.queries.chronology import list_facts_to_choose

    sam = worker_of("HOMES", "L1", "PRACTITIONER")
    with pytest.raises(PermissionDenied):
        write(sam, people=("P-ELLA",))
    with pytest.raises(PermissionDenied):
        act(sam, MARLOWES, lambda access, page: choose_facts(
            access, keys=[list_facts_to_choose(access)[0].key], told_to="TEAM"))  # fmt: skip


def test_a_note_is_of_people_of_this_family_alone(priya: Any) -> None:
    from kith.apps.casework.actions.notes import NoteIsAboutNobody

    for people in ((), ("P-ELLA", "P-ZOE")):
        with pytest.raises(NoteIsAboutNobody):
            write(priya, people=people)
    assert notes_of(priya) == []


def test_a_fact_is_chosen_by_its_key_and_told_through_the_door(priya: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.chronology import NothingToChoose, change_entry, choose_facts, take_out
    from kith.apps.casework.models import ChronologyEntry
    from kith.apps.casework.queries.chronology import list_facts_to_choose

    offered = act(priya, MARLOWES, lambda access, page: list_facts_to_choose(access))
    absence = next(one for one in offered if one.agency_name == "Northmoor Primary")
    choose = lambda access, page: choose_facts(access, keys=[absence.key], told_to="FAMILY")  # noqa: E731
    assert act(priya, MARLOWES, choose) == 1
    with pytest.raises(NothingToChoose):
        act(priya, MARLOWES, choose)
    held = ChronologyEntry.objects.using("owner").get()
    assert (held.fact_id, held.headline) == (absence.key, "")  # the key, and nothing of what it says
    line = lines_of(priya)[0]
    assert line.what == absence.what
    means = {"said": significant(""), "analysis": "Mornings are hard", "family_view": "The bus is late"}
    act(priya, MARLOWES, lambda access, page: change_entry(access, line, seen=1, **means))
    assert lines_of(priya)[0].family_view == "The bus is late"
    _withdraw_fact(absence.key)
    assert lines_of(priya) == []  # what the door does not give is not there
    assert held.fact_id == absence.key
    _withdraw_fact(absence.key, back=True)
    act(priya, MARLOWES, lambda access, page: take_out(access, lines_of_access(access)[0]))
    assert lines_of(priya) == []


def lines_of_access(access: Any) -> Any:
    from kith.apps.casework.queries.chronology import list_chronology

    return list_chronology(access)


def _withdraw_fact(fact_id: str, *, back: bool = False) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_fact set sensitivity = %s where fact_id = %s", [1 if back else 3, fact_id])
        assert cursor.rowcount == 1


def test_two_who_change_one_line_do_not_lose_words(priya: Any) -> None:
    from kith.apps.casework.actions.chronology import change_entry
    from kith.apps.casework.actions.first_come import SomebodyElseWasFirst

    write(priya, significant=significant())
    line = lines_of(priya)[0]

    def change(analysis: str) -> None:
        act(priya, MARLOWES, lambda access, page: change_entry(
            access, line, seen=line.version, said=significant(), analysis=analysis, family_view=""))  # fmt: skip

    change("First")
    with pytest.raises(SomebodyElseWasFirst):
        change("Second")
    assert lines_of(priya)[0].analysis == "First"


def test_what_names_somebody_hidden_is_for_the_cleared_and_its_writer(priya: Any, head: Any, worker_of: Make) -> None:
    """Whoever is not cleared is neither warned nor told; what they wrote stays theirs to read."""
    from kith.apps.casework.queries.notes import names_somebody_hidden

    shield("P-CARL")
    said = "Carl was seen at the gate."
    write(priya, text=said, significant=significant("Carl at the gate"))
    warned = act(priya, MARLOWES, lambda access, page: names_somebody_hidden(said))
    assert not warned
    assert [one.text for one in notes_of(priya)] == [said]
    assert notes_of(head, purpose=SUPERVISION) == []
    assert lines_of(head, purpose=SUPERVISION) == []
    cleared = worker_of("SCH_1", "S2", "MANAGER", is_shield_cleared=True)
    assert act(cleared, MARLOWES, lambda access, page: names_somebody_hidden(said))
    assert not act(cleared, MARLOWES, lambda access, page: names_somebody_hidden("Carla came."))
    assert [one.text for one in notes_of(cleared, purpose=SUPERVISION)] == [said]


def test_a_note_about_somebody_hidden_is_not_read_by_whom_they_hide_from(priya: Any, head: Any) -> None:
    write(priya)
    assert len(notes_of(head, purpose=SUPERVISION)) == 1
    shield("P-JAY")
    assert notes_of(head, purpose=SUPERVISION) == []
    assert notes_of(priya) == []


def test_a_taken_over_page_gets_no_further(priya: Any, head: Any) -> None:
    ref = write(priya, told_to="AGENCY")
    stopped = {"42501", "23514"}

    def run(worker: Any, sql: str, *values: Any, family: str = MARLOWES) -> int:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(
                "select kith_begin(%s, %s, '2026-11-20', true, %s, %s, %s)",
                [worker.worker_id, SUPPORT, worker.session_ref, "FAMILY" if family else "DESK", family],
            )
            cursor.execute(sql, values or None)
            return int(cursor.rowcount)

    for sql, values in (
        ("update casework_casenote set text = 'Never so' where ref = %s", (ref,)),
        ("update casework_casenote set told_to = 'FAMILY', taken_back_at = now(), taken_back_by = %s, taken_back_why ="
         " 'x' where ref = %s", (priya.worker_id, ref)),
        ("insert into casework_casenoteperson (note_id, person_ref) select id, 'P-ZOE' from casework_casenote", ()),
        ("select kith_hidden_words(%s)", (MARLOWES,)),
    ):  # fmt: skip
        with pytest.raises(DatabaseError) as refused:
            run(priya, sql, *values)
        assert refused.value.__cause__.sqlstate in stopped, sql  # type: ignore[union-attr]
    assert run(priya, "select 1 from casework_casenote", family="") == 0
    assert run(priya, "select 1 from casework_casenote", family=PLAIN) == 0


def test_the_person_is_told_and_forgotten(priya: Any) -> None:
    from kith.apps.casework.hooks import erase, tell
    from kith.apps.casework.models import CaseNote, CaseNotePerson, ChronologyEntry, ChronologyEntryEvent

    write(priya, significant=significant())
    write(priya, people=("P-JAY",), text="Of Jay alone", significant=significant("Jay alone"))
    told = [one for one in tell("P-ELLA", "owner") if one.kind in {"Note", "Chronology"}]
    assert [one.about_refs for one in told] == [("P-ELLA", "P-JAY")] * 2
    with transaction.atomic(using="owner"):
        erase("P-JAY", "owner")
    assert [row.text for row in CaseNote.objects.using("owner").all()] == [TEXT]
    assert list(CaseNotePerson.objects.using("owner").values_list("person_ref", flat=True)) == ["P-ELLA"]
    with transaction.atomic(using="owner"):
        erase("P-ELLA", "owner")
    for model in (CaseNote, ChronologyEntry, ChronologyEntryEvent):
        assert not model.objects.using("owner").exists(), model


def test_two_records_of_one_person_keep_one_place_in_a_note(priya: Any) -> None:
    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.casework.models import CaseNotePerson

    write(priya, people=("P-ELLA",))
    undo = merge_people("P-ELLA", "P-NEW", alias="owner")
    assert CaseNotePerson.objects.using("owner").get().person_ref == "P-NEW"
    unmerge_people(undo, alias="owner")
    assert CaseNotePerson.objects.using("owner").get().person_ref == "P-ELLA"

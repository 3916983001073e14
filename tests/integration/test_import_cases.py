"""An empty council is staffed and gets its open cases from lists: said first, written whole, taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from kith.apps.casework.importing.bring_in import bring_in_cases, find_manager, plan_cases
from kith.apps.casework.importing.carrying_out import take_back
from kith.apps.casework.models import CaseImport, Episode, EpisodePerson, ImportedPerson, LeadSpell, LevelSpell
from kith.apps.governance.models import Relationship
from kith.apps.people.queries import list_my_families
from kith.apps.register.models import RegisteredFamily, RegisteredMember, RegisteredPerson
from kith.vocabulary.errors import KithError
from tests.builders.episodes import act, seen

SUPPORT = "EARLY_HELP_SUPPORT"
WRITTEN = (
    CaseImport, ImportedPerson, Episode, EpisodePerson, LevelSpell, LeadSpell, RegisteredPerson, RegisteredFamily,
    RegisteredMember, Relationship,
)  # fmt: skip
STAFF = """Agency,Agency kind,Agency name,Staff ID,Name,Role,Team,Username
COUNCIL_EH,E,Early help,M1,Max Manager,manager,North,max.manager
COUNCIL_EH,E,Early help,W1,Wyn Worker,lead worker; practitioner,North,wyn.worker
COUNCIL_EH,E,Early help,W2,Ada Boss,administrator,North,ada.boss
"""
CASES = """CAF No,Person No,Relationship to child,Forename,Surname,DOB,Date opened,Date closed,Level,Lead worker ID
C1,1,Self,Bo,Newcome,03/02/2019,01/09/2026,,3,W1
C1,2,Mother,Ana,Newcome,03/02/1990,01/09/2026,,3,W1
C2,3,Self,Kai,Second,05/05/2015,02/10/2026,,2,W9
C3,4,Self,Old,Gone,05/05/2012,02/10/2024,02/10/2025,2,W1
C4,5,Self,Una,Undated,05/05/2012,,,2,W1
C5,6,Self,Ned,Future,05/05/2012,02/10/2030,,2,W1
"""


def _kith(*words: str) -> Result:
    from kith.project.cli import main

    return CliRunner().invoke(main, ["import", *words], catch_exceptions=False)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def max_manager(database: None, put: Any) -> Any:
    """A council of which nothing is known but the list of its workers."""
    said = _kith("workers", str(put("staff.csv", STAFF)), "--by", "test", "--do-it")
    assert "New: 1 agencies, 2 workers, 3 roles, 2 accounts." in said.output
    assert "row 4. Its role is none that a list may give" in said.output
    return find_manager("COUNCIL_EH", "M1")


def _counts() -> dict[str, int]:
    return {model.__name__: model.objects.using("owner").count() for model in WRITTEN}


def test_an_empty_council_starts_on_monday(max_manager: Any, put: Any) -> None:
    file = str(put("cases.csv", CASES))
    asked = ("cases", file, "--agency", "COUNCIL_EH", "--manager", "M1", "--by", "test")
    dry = _kith(*asked)
    assert "2 cases to open: 3 people new, 0 here already. 0 rows doubtful, 2 refused" in dry.output
    assert "1 of cases that have ended" in dry.output
    assert "Refused: row 6. It has no start date." in dry.output
    assert "Refused: row 7. A date is in the future." in dry.output
    assert "Note: row 4. Its lead worker is on no list" in dry.output
    assert not any(name in dry.output for name in ("Newcome", "Una", "Kai"))
    assert set(_counts().values()) == {0}
    assert "Brought in as IM-" in _kith(*asked, "--do-it").output

    wyn = find_worker("W1")
    [family] = list_my_families(wyn, SUPPORT)
    assert (family.name, len(family.people)) == ("The Newcome family", 2)
    page = seen(wyn, family.family_ref)
    assert sorted(one.name for one in page.people) == ["Ana Newcome", "Bo Newcome"]
    assert page.family_level.level == "3"
    assert {one.name for one in list_my_families(max_manager, SUPPORT)} == {"The Newcome family", "The Second family"}


def find_worker(staff_id: str) -> Any:
    from kith.apps.agencies.staffing import find_with_account

    return find_with_account("COUNCIL_EH", staff_id)


def test_the_same_file_twice_changes_nothing_and_one_more_row_does(max_manager: Any, put: Any) -> None:
    file = put("cases.csv", CASES)
    bring_in_cases(file, manager=max_manager, by="test")
    before = _counts()
    plan, ref = bring_in_cases(file, manager=max_manager, by="test")
    assert (plan.cases, plan.known, ref) == ((), 3, "")
    assert _counts() == before
    more = put("more.csv", CASES + "C9,9,Self,Lee,Late,05/05/2016,02/10/2026,,2,W1\n")
    plan, _ = bring_in_cases(more, manager=max_manager, by="test")
    assert [case.case_number for case in plan.cases] == ["C9"]


def test_an_import_is_taken_back_whole(max_manager: Any, put: Any) -> None:
    before = _counts()
    _, ref = bring_in_cases(put("cases.csv", CASES), manager=max_manager, by="test")
    assert take_back(ref, by="test") == 2
    assert _counts() == before
    with pytest.raises(KithError, match="no import"):
        take_back(ref, by="test")


def test_what_somebody_has_worked_on_is_not_taken_back(max_manager: Any, put: Any) -> None:
    from kith.apps.casework.actions.recording import record_supervision

    _, ref = bring_in_cases(put("cases.csv", CASES), manager=max_manager, by="test")
    before = _counts()
    family = list_my_families(find_worker("W1"), SUPPORT)[0].family_ref
    act(max_manager, family, lambda access, page: record_supervision(
        access, page, held_on=access.standing.on, text="Well.", next_on=None))  # fmt: skip
    with pytest.raises(KithError, match="worked on"):
        take_back(ref, by="test")
    assert _counts() == before


def test_nothing_is_half_written(max_manager: Any, put: Any, monkeypatch: Any) -> None:
    from kith.apps.casework.importing import carrying_out

    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(carrying_out, "_remember", fail)
    with pytest.raises(RuntimeError):
        bring_in_cases(put("cases.csv", CASES), manager=max_manager, by="test")
    assert set(_counts().values()) == {0}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("C1,1,Self,Zoe,Plain,07/07/2012,01/09/2026,,2,", ""),
        ("C1,1,Self,Zoe,Plain,08/07/2012,01/09/2026,,2,", ""),
        ("C1,1,Self,Zoe,Plain,07/07/2012,01/09/2026,,9,", "level"),
    ],
)
def test_whoever_is_here_is_taken_and_nobody_is_guessed(worker_of: Any, put: Any, row: str, why: str) -> None:
    worker_of("COUNCIL_EH", "E2", "MANAGER")
    manager = find_manager("COUNCIL_EH", "E2")
    plan = plan_cases(put("cases.csv", CASES.splitlines()[0] + "\n" + row + "\n"), manager=manager)
    if why:
        assert [why in one.why for one in plan.refused] == [True]
    else:
        is_her = "07/07" in row
        assert (plan.matched, plan.new) == ((1, 0) if is_her else (0, 1))
        assert plan.cases[0].people[0].person_ref == ("P-ZOE" if is_her else "")


def test_two_who_fit_are_for_a_person_to_look_at(max_manager: Any, put: Any) -> None:
    twice = CASES + "C8,8,Self,Kai,Second,05/05/2015,02/10/2026,,2,W1\n"
    bring_in_cases(put("one.csv", twice), manager=max_manager, by="test")
    third = CASES.splitlines()[0] + "\nC7,7,Self,Kai,Second,05/05/2015,02/10/2026,,2,W1\n"
    plan = plan_cases(put("third.csv", third), manager=max_manager)
    assert [(one.number, "Several people" in one.why) for one in plan.doubtful] == [(2, True)]
    assert plan.cases == ()


def test_the_standard_dataset_comes_as_a_workbook_with_its_people_beside(
    max_manager: Any, put: Any, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.append(["earl_episode_id", "earl_person_id", "earl_episode_start_date", "earl_episode_end_date"])
    book.active.append(["E1", 101, "2026-09-01T00:00:00", None])
    book.active.append(["E2", 102, "2026-09-01T00:00:00", None])
    book.save(tmp_path / "early_help.xlsx")
    people = put("people.csv", "pers_person_id,pers_forename,pers_surname,pers_dob,pers_sex\n101,Bo,New,2019-02-03,M\n")
    plan = plan_cases(tmp_path / "early_help.xlsx", manager=max_manager, people=people, level="2")
    assert [one.row.forename for case in plan.cases for one in case.people] == ["Bo"]
    assert [(one.number, "no name" in one.why) for one in plan.refused] == [(3, True)]


def test_a_councils_own_words_are_mapped(max_manager: Any, put: Any) -> None:
    file = put("odd.csv", "Ref,Vorname,Nachname,Begun,Tier\n1,Bo,New,1.9.2026,Amber\n2,Cy,New,1.9.2026,Blue\n")
    with pytest.raises(KithError, match="started_on"):
        plan_cases(file, manager=max_manager)
    mapping = put(
        "map.yml",
        "columns: {person_number: Ref, forename: Vorname, surname: Nachname, started_on: Begun, level: Tier}\n"
        "levels: {Amber: '3'}\ndates: ['%d.%m.%Y']\n",
    )
    plan = plan_cases(file, manager=max_manager, mapping=mapping)
    assert [case.level for case in plan.cases] == ["3"]
    assert [one.number for one in plan.refused] == [3]


def test_only_a_manager_answers_for_an_import(max_manager: Any) -> None:
    for staff_id in ("W1", "W2", "nobody"):
        with pytest.raises(KithError, match="manages"):
            find_manager("COUNCIL_EH", staff_id)

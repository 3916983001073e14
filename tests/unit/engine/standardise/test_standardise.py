"""Standardise: landed rows in, records out, with every row accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from kith.engine.sources.declare import Column, File, Source
from kith.engine.standardise import clean
from kith.engine.standardise.cannot_run import CleanSqlError
from kith.engine.standardise.checks import EmptyCellError, UnknownKindError
from kith.engine.standardise.notes import SAID
from kith.engine.standardise.run import prepare_macros, standardise
from kith.engine.store import Run, RunsFolder, open_database

TOY = Source(
    name="toy",
    title="A toy",
    agency_kind="S",
    agency_id="TOY",
    files=(
        File("pupils", "pupils*.csv", "csv", (Column("ID", "pupil_id"), Column("Born", "born", "date"))),
        File("notices", "notices*.csv", "csv", (Column("ID", "pupil_id"),), optional=True),
    ),
    fills=("person", "address", "relation"),
    category="SCHOOL",
    purpose="to test",
    necessity="A row about each pupil is needed here because a test must see each of them come out.",
)

PERSON = """
insert into person by name
select row_number, pupil_id as local_id, 'TOY' as agency_id, name_case(name) as forename, born as born_on,
    nhs as nhs_number
from pupils where pupil_id is not null;
insert into address by name
select row_number, pupil_id as local_id, address as address_text, postcode, uprn from pupils where address is not null;
insert into relation by name
select row_number, pupil_id as from_local_id, 'SIBLING' as kind, sibling as to_local_id
from pupils where sibling is not null;
"""

ROWS = """
select * from (values
    (1::bigint, 'a', 'ELLA', date '2015-03-01', '9434765919', 'Flat 2, 14 Tern Close', 'QX4 7TN', '999000000001', 'b'),
    (2, 'b', 'JAY', date '1900-01-01', '9434765918', 'Apartment 2 14 Tern Cl', 'QX4 7TN', null, 'nobody'),
    (3, 'c', 'Ann-MARIE', null, null, '2, 14 Tern Close', null, null, 'a'),
    (4, 'c', 'Ann', date '2011-02-02', null, null, null, null, null),
    (5, null, 'X', null, null, null, null, null, null)
) as rows (row_number, pupil_id, name, born, nhs, address, postcode, uprn, sibling)
"""


@dataclass(frozen=True)
class Delivery:
    """A landed delivery, as landing would describe it."""

    delivery_id: str
    source: str
    as_at: date
    rows: dict[str, Path]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run.begin(RunsFolder(tmp_path), "r1")


def land(run: Run, query: str = ROWS, name: str = "toy-1", day: date = date(2026, 11, 20)) -> Delivery:
    path = run.folder / f"{name}.parquet"
    run.database.execute(f"copy ({query}) to '{path}' (format parquet)")
    return Delivery(name, "toy", day, {"pupils": path})


def clean_toy(run: Run, monkeypatch: pytest.MonkeyPatch, sql: str = PERSON, **more: object) -> dict:
    monkeypatch.setattr(clean, "clean_sql", lambda source: sql)
    return standardise(run, {"toy": TOY}, [land(run)], **more)  # type: ignore[arg-type]


def rows(run: Run, query: str) -> list[tuple]:
    return run.database.execute(query).fetchall()


def test_records_keep_their_delivery_and_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_toy(run, monkeypatch)
    assert rows(run, "select record_id, delivery_id, row_number, forename from standard.person order by 1") == [
        ("toy:a", "toy-1", 1, "Ella"),
        ("toy:b", "toy-1", 2, "Jay"),
        ("toy:c", "toy-1", 3, "Ann-MARIE"),
    ]


def test_a_person_given_twice_is_joined_and_nothing_goes_unsaid(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = clean_toy(run, monkeypatch)
    assert rows(run, "select born_on from standard.person where local_id = 'c'") == [(date(2011, 2, 2),)]
    assert {"source": "toy", "rule": "REPEATED_PERSON", "rows": 1} in report["notes"]
    pupils = report["files"][0]
    assert (pupils["rows_in"], pupils["rows_used"]) == (5, 4), "the row about nobody is counted as not used"


def test_defaults_and_wrong_check_digits_are_emptied_with_a_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = clean_toy(run, monkeypatch)
    assert rows(run, "select born_on, nhs_number from standard.person where local_id = 'b'") == [(None, None)]
    assert rows(run, "select nhs_number from standard.person where local_id = 'a'") == [("9434765919",)]
    rules = {note["rule"] for note in report["notes"]}
    assert {"DEFAULT_BIRTH_DATE", "NOT_AN_NHS_NUMBER"} <= rules


def test_one_dwelling_however_it_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_toy(run, monkeypatch)
    assert rows(run, "select distinct dwelling_id from standard.address") == [("uprn:999000000001",)]


def test_a_relation_to_nobody_is_left_out_with_a_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = clean_toy(run, monkeypatch)
    assert rows(run, "select from_record_id, to_record_id from standard.relation order by 1") == [
        ("toy:a", "toy:b"),
        ("toy:c", "toy:a"),
    ]
    assert {"source": "toy", "rule": "RELATION_TO_NOBODY", "rows": 1} in report["notes"]


def test_an_erased_person_does_not_come_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_toy(run, monkeypatch, erased={"toy:a"})
    assert rows(run, "select count(*) from standard.person where local_id = 'a'") == [(0,)]
    assert rows(run, "select count(*) from standard.address where local_id = 'a'") == [(0,)]
    assert rows(run, "select count(*) from standard.relation") == [(0,)]


def test_the_newest_delivery_of_a_file_is_the_one_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "clean_sql", lambda source: PERSON)
    newer = land(run, ROWS, "toy-new", date(2026, 11, 20))
    older = land(run, ROWS, "toy-old", date(2026, 10, 20))
    standardise(run, {"toy": TOY}, [newer, older])
    assert rows(run, "select distinct delivery_id from standard.person") == [("toy-new",)]


def test_an_error_names_the_statement_but_never_the_cell(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CleanSqlError, match="Statement 1") as caught:
        clean_toy(
            run, monkeypatch, "insert into person by name select row_number, cast(name as date) as born_on from pupils"
        )
    assert "ELLA" not in str(caught.value)


FACT = "insert into fact by name select row_number from pupils"


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            PERSON.replace("born as", "dob as"),
            "Statement 1 of sources/toy/clean.sql cannot run: pupils has no column dob",
        ),
        (PERSON.replace("born as", "dob as"), "it has row_number, pupil_id, born."),
        (
            PERSON.replace("as born_on", "as birthday"),
            "the table person has no column birthday; it has row_number, local_id",
        ),
        (
            PERSON + FACT,
            'Statement 4 of sources/toy/clean.sql cannot run: it fills fact; add "fact" to fills in spec.py.',
        ),
        (
            PERSON.replace("from pupils where pupil_id", "from pupil where pupil_id"),
            "there is no table pupil. It may read pupils",
        ),
        (PERSON + "insert into person by name select row_number as from pupils;", "The text of sources/toy/clean.sql"),
        (PERSON.replace("name_case(", "nme_case("), "nme_case"),
    ],
)
def test_a_wrong_name_is_said_with_the_right_ones(
    run: Run, monkeypatch: pytest.MonkeyPatch, sql: str, says: str
) -> None:
    with pytest.raises(CleanSqlError) as caught:
        clean_toy(run, monkeypatch, sql)
    assert says in caught.value.what


def test_every_note_has_words() -> None:
    folder = files("kith.engine.standardise")
    text = "".join(one.read_text() for one in folder.iterdir() if one.name.endswith(".sql") or one.name == "clean.py")
    given = set(re.findall(r"(?:_id|local_id,|fact_id,) ?'?,? '([A-Z]+(?:_[A-Z]+)+)'", text))
    assert given == set(SAID)


def test_an_unknown_kind_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownKindError, match="'COUSIN'"):
        clean_toy(run, monkeypatch, PERSON.replace("'SIBLING'", "'COUSIN'"))


def test_an_empty_required_cell_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmptyCellError, match="agency_id"):
        clean_toy(run, monkeypatch, PERSON.replace("'TOY' as agency_id", "null as agency_id"))


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("name_case('O''BRIEN-SMITH')", "O'Brien-Smith"),
        ("name_case('mcDonald')", "mcDonald"),
        ("name_case(' ')", None),
        ("sex_code('female')", "F"),
        ("sex_code('9')", None),
        ("address_lines('14', ' ', 'Tern Close')", "14, Tern Close"),
        ("address_lines('', null)", None),
        ("code_label('1', map {'1': 'one'})", "one"),
        ("nhs_number_of('943 476 5919')", "9434765919"),
        ("nhs_number_of('9434765918')", None),
    ],
)
def test_the_words_of_a_clean_sql(call: str, answer: object) -> None:
    database = open_database()
    prepare_macros(database)
    assert database.execute(f"select {call}").fetchall() == [(answer,)]

"""Every row of every file becomes a record, in order, saying what the row said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kith.engine.link_files.map import map_of
from kith.engine.link_files.raw import NothingToLinkBy, SameName, fill_raw
from kith.engine.link_files.read import open_table
from kith.engine.progress import Silent
from kith.engine.store import open_database
from tests.unit.engine.link_files.reading import TODAY, read

PEOPLE = "id,first name,surname,street,town,nhs number,job,ethnicity\n"


def test_cells_are_trimmed_and_nothing_more(tmp_path: Path) -> None:
    """Names stay as they were written; what is empty, or a database's word for it, is null."""
    text = (
        PEOPLE
        + '1,  Ann-Marie ,O\'Brien,"1 High St, Flat 2",NULL,943 476-5919,Baker,White\n2,,Null,,NaN,0000000000,,\n'
    )
    found = read(tmp_path, {"a.csv": text})
    assert found.rows("first_name, last_name, address, town, identifiers, other, groups") == [
        (
            *("Ann-Marie", "O'Brien", "1 High St, Flat 2", None),
            *({"nhs_number": "9434765919"}, {"occupation": "BAKER"}, {"ethnicity": "White"}),
        ),
        (None, "Null", None, None, {}, {}, {}),
    ]


def test_rows_are_numbered_as_they_stand(tmp_path: Path) -> None:
    """In a file far larger than what the database reads at once, and in every file after it."""
    rows = 200_000
    text = "id,surname,note\n" + "".join(f"r{place},Marlowe,{'x' * 80}\n" for place in range(1, rows + 1))
    found = read(tmp_path, {"a.csv": text, "b.csv": "id,surname\nr1,Marlowe\n"})
    wrong = (
        "select count(*) from linking.raw where record_id <> 'r' || row"
        " or n <> row + case source when 'a.csv' then 0 else ? end"
    )
    assert found.database.execute(wrong, [rows]).fetchall() == [(0,)]
    assert len(found.rows("n")) == rows + 1


def test_ids_may_be_missing_or_doubled(tmp_path: Path) -> None:
    """The row's number stands in for an id that is missing; doubled ids keep every row."""
    assert read(tmp_path, {"a.csv": "id,surname\n7,A\n7,B\n,C\n"}).rows("record_id, row") == [
        ("7", 1),
        ("7", 2),
        ("3", 3),
    ]
    assert read(tmp_path, {"b.csv": "surname\nA\nB\n"}).rows("record_id") == ["1", "2"]


@pytest.mark.parametrize(
    ("written", "first", "middle", "last", "title"),
    [
        ("Ada King", "Ada", None, "King", None),
        ("KING, Ada Mary", "Ada", "Mary", "KING", None),
        ("Ada Mary King", "Ada", "Mary", "King", None),
        ("Dr. Ada King", "Ada", None, "King", None),
        ("Maria de la Cruz", "Maria", None, "de la Cruz", None),
        ("Jan Pieter van den Berg", "Jan", "Pieter", "van den Berg", None),
        ("John King Jr", "John", None, "King Jr", None),
        ("John King, Jr.", "John", None, "King Jr.", None),
        ("Thomas King, 4th Baronet", "Thomas", None, "King", "4TH BARONET"),
        ("Thomas King 2nd Earl of Wexmoor", "Thomas", None, "King", "2ND EARL OF WEXMOOR"),
        ("King", None, None, "King", None),
    ],
)
def test_whole_names_are_parted(
    tmp_path: Path, written: str, first: str | None, middle: str | None, last: str, title: str | None
) -> None:
    """Either way round, with particles; a title says who somebody is and is no name."""
    found = read(tmp_path, {"a.csv": f'full name\n"{written}"\n'})
    other = {"title": title} if title else {}
    assert found.rows("first_name, middle_name, last_name, other") == [(first, middle, last, other)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Whichever of the four parts the headings."""
    text = f"first name{delimiter}surname\nAnn{delimiter}O'Brien\n"
    assert read(tmp_path, {"a.txt": text}).rows("first_name, last_name") == [("Ann", "O'Brien")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A name keeps its accents however the file was saved."""
    content = "first name,surname\nZoë,Müller\nAnn,King\n".encode(encoding)
    assert read(tmp_path, {"a.csv": content}).rows("first_name, last_name") == [("Zoë", "Müller"), ("Ann", "King")]


def test_badly_written_rows_keep_what_they_have(tmp_path: Path) -> None:
    """Short, long, with a stray quote mark or one never closed: each is still one record, and the report names it."""
    text = 'id,first name,surname\n1,Ann\n2,Bo,King,extra\n3,"Cy" x,King\n4,"Di,King\n\n5,Ed,"Ki\nng"\n6,Fa,King\n'
    found = read(tmp_path, {"a.csv": text})
    assert found.rows("record_id, first_name") == [
        ("1", "Ann"),
        ("2", "Bo"),
        ("3", "Cy x"),
        ("4", "Di"),
        ("5", "Ed"),
        ("6", "Fa"),
    ]
    said = " ".join(found.landed[0].remarks)
    assert "1 row had too few cells" in said
    assert "1 row had too many cells, and the last were left out (row 2)" in said
    assert "quote mark" in said


def test_kinds_of_parquet_column(tmp_path: Path) -> None:
    """Dates, whole numbers and numbers with gaps (which tools keep as 12.0) are read as they were meant."""
    table = pa.table(
        {
            "id": pa.array([1, 2]),
            "surname": ["King", None],
            "dob": pa.array([5551, None], pa.date32()),
            "nhs number": pa.array([9434765919.0, None], pa.float64()),
            "name": pa.array(["a", "b"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    database = open_database()
    fill_raw(database, [tmp_path / "a.parquet"], {}, tmp_path, TODAY, Silent())
    columns = "record_id, last_name, born::varchar, identifiers"
    found: list[Any] = database.execute(f"select {columns} from linking.raw order by n").fetchall()
    assert found == [("1", "King", "1985-03-14", {"nhs_number": "9434765919"}), ("2", "b", None, {})]


def test_headings_alike_or_empty(tmp_path: Path) -> None:
    """A second heading of the same name gets a number, and one that is missing is called by its place."""
    (tmp_path / "a.csv").write_text("name,name,,name\n1,2,3,4\n", encoding="utf-8")
    assert open_table(open_database(), tmp_path / "a.csv").headings == ("name", "name_2", "column_3", "name_3")


def test_files_without_rows(tmp_path: Path) -> None:
    """Empty, and headings alone: no record, and a remark each."""
    found = read(tmp_path, {"a.csv": "", "b.csv": "surname,dob\n", "c.csv": "surname\nKing\n"})
    assert found.rows("n, source, row") == [(1, "c.csv", 1)]
    assert [one.remarks for one in found.landed[:2]] == [
        ["The file is empty."],
        ["The file has headings, and no rows."],
    ]


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    """Their records could not be told apart."""
    with pytest.raises(SameName):
        fill_raw(open_database(), [tmp_path / "a.csv", tmp_path / "x" / "a.csv"], {}, tmp_path, TODAY, Silent())


def test_a_file_that_says_nothing_of_people_is_refused(tmp_path: Path) -> None:
    """By guess or by map; the message quotes no heading, for it may be a person's row."""
    with pytest.raises(NothingToLinkBy) as refused:
        read(tmp_path, {"a.csv": "Marlowe,1985\nKing,1986\n"})
    assert "Marlowe" not in str(refused.value)
    with pytest.raises(NothingToLinkBy, match="the map names"):
        read(tmp_path, {"b.csv": "surname,town\nKing,Wexmoor\n"}, {"b.csv": {"town": "town"}})


def test_a_guessed_file_beside_a_mapped_one(tmp_path: Path) -> None:
    """The map speaks of one; the other is guessed."""
    found = read(
        tmp_path, {"a.csv": "x\nKing\n", "b.csv": "surname\nKing\n"}, {"a.csv": {"last_name": "x"}, "b.csv": None}
    )
    assert found.rows("last_name") == ["King", "King"]
    assert [one.columns.is_guessed for one in found.landed] == [False, True]
    assert map_of(None) == {}

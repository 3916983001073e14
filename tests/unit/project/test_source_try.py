"""What `kith source try` prints: plain sentences, no cell of the file, and exit code 1 for a refused file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.engine import try_source as trying
from kith.engine.sources.declare import Column, File, Source
from kith.project.cli import main

SOURCE = Source(
    name="food_bank",
    title="Food bank",
    agency_kind="V",
    agency_id="FOOD_BANK",
    files=(
        File(
            "visit",
            "food_bank_*.csv",
            "csv",
            (
                Column("Client", "client", required=True),
                Column("Surname", "surname"),
                Column("Visit", "visited", "date", dates=("%d.%m.%Y",)),
                Column("Parcel", "parcel", "code", codes={"S": "Small"}),
            ),
        ),
    ),
    fills=("person", "fact"),
    category="VOLUNTARY",
    purpose="To know which families go hungry.",
    necessity="A family that goes hungry is found early only by those who hand out the parcels.",
)
SQL = """insert into person by name select row_number, client as local_id, 'FOOD_BANK' as agency_id, surname from visit;
insert into fact by name select row_number, client as local_fact_id, client as local_id, 'FOOD_BANK' as agency_id,
    'VOLUNTARY_SUPPORT' as kind, visited as happened_on, false as is_spell from visit where parcel = 'NONE';"""
ROWS = [f"C{n % 9},Pretend{n},{n:02d}.10.2026,S" for n in range(1, 25)]


@pytest.fixture
def food_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "load_sources", lambda: {"food_bank": SOURCE})
    monkeypatch.setattr("kith.engine.standardise.clean.clean_sql", lambda source: SQL)


def tried(tmp_path: Path, rows: list[str], *more: str) -> tuple[int, str]:
    file = tmp_path / "food_bank_2026-11-20.csv"
    file.write_text("\n".join(["Client,Surname,Visit,Parcel", *rows]) + "\n")
    done = CliRunner().invoke(main, ["source", "try", "food_bank", str(file), *more])
    return done.exit_code, done.output


@pytest.mark.usefixtures("food_bank")
def test_problems_are_sentences_and_hold_no_cell(tmp_path: Path) -> None:
    wrong = ["C1,Pretend,soon,Marlowe", "C2,Pretend,33.10.2026,Marlowe"]
    code, output = tried(tmp_path, ROWS + wrong)
    assert code == 0
    assert "column Visit: this is not a date (noted, row landed). Right: 20.11.2026." in output
    assert "column Parcel: 2 codes that spec.py does not list, from row 25 on." in output
    assert "9 people stand in several rows" in output
    assert "Nothing fills fact, which fills in spec.py names" in output
    assert "Marlowe" not in output
    assert "REPEATED_PERSON" not in output


@pytest.mark.usefixtures("food_bank")
def test_refused_file_is_one_problem_and_exit_code_1(tmp_path: Path) -> None:
    code, output = tried(tmp_path, [row.replace(".10.", "/10/") for row in ROWS])
    assert code == 1
    assert "The file was refused. The dates of Visit are written 20/11/2026; the source declares 20.11.2026." in output
    assert output.count("Visit") == 1
    code, output = tried(tmp_path, [row.replace(".10.", "/10/") for row in ROWS], "--json")
    assert (code, json.loads(output)["refused"]) == (1, 1)

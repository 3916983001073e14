"""``kith source try``: JSON for programs, a line for each kind of problem for people."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kith.project.cli import main
from kith.project.places import REPOSITORY

SAMPLES = REPOSITORY / "kith" / "engine" / "sources" / "police" / "sample"


def test_json_has_the_tables_and_the_problems() -> None:
    files = [str(file) for file in sorted(SAMPLES.glob("*"))]
    said = CliRunner().invoke(main, ["source", "try", "police", *files, "--json"])
    trial = json.loads(said.output)
    assert said.exit_code == 0
    assert trial["problems"] == []
    assert trial["tables"]["person"] > 0


def test_a_problem_is_said_once_with_how_often(tmp_path: Path) -> None:
    (nominals,) = SAMPLES.glob("*nominals*")
    head, *rows = nominals.read_text(encoding="cp1252").splitlines()
    column = head.split("|").index("DOB")
    broken = tmp_path / nominals.name
    wrong = ["|".join([*row.split("|")[:column], "31-FEB-2001", *row.split("|")[column + 1 :]]) for row in rows]
    broken.write_text("\n".join([head, *wrong]) + "\n", encoding="cp1252")
    said = CliRunner().invoke(main, ["source", "try", "police", str(broken)])
    lines = [line for line in said.output.splitlines() if "column DOB" in line]
    assert len(lines) == 1
    assert f"and {len(rows) - 1} more" in lines[0]


def test_a_refused_file_is_said_with_its_code(tmp_path: Path) -> None:
    empty = tmp_path / "police_nominals_2026-11-20.csv"
    empty.touch()
    said = CliRunner().invoke(main, ["source", "try", "police", str(empty)])
    assert said.exit_code == 1
    assert "The file was refused. " in said.output


def test_an_unknown_source_is_refused_with_the_names_to_choose_from(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    said = CliRunner().invoke(main, ["source", "try", "nosuch", str(tmp_path / "a.csv")])
    assert said.exit_code == 1
    assert "school_census" in said.output

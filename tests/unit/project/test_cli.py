"""The command line: help is quick, expected errors are four parts, unexpected ones never show a value."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kith.project.cli import Kith, main
from kith.vocabulary.errors import KithError

HEAVY = ("django", "duckdb", "splink", "pyarrow", "psycopg", "rich", "openpyxl", "lxml")


class SomethingExpectedError(KithError):
    """An expected error."""

    code = "K999"


@click.group(cls=Kith)
def group() -> None:
    """A group that fails."""


@group.command()
def expected() -> None:
    """Fail as foreseen."""
    raise SomethingExpectedError(
        "The file is empty.", not_done="Nothing was loaded.", mend="Ask the sender for a full one."
    )


@group.command()
def unexpected() -> None:
    """Fail as nobody foresaw, with a person in the message."""
    raise ValueError("could not convert 'Dawn Marlowe' to a date")


def test_an_expected_error_is_shown_in_four_parts() -> None:
    said = CliRunner().invoke(group, ["expected"])
    assert said.exit_code == 1
    lines = said.output.splitlines()
    assert lines[:3] == ["The file is empty.", "Nothing was loaded.", "Ask the sender for a full one."]
    assert "K999" in lines[3]
    assert "Traceback" not in said.output


def test_an_unexpected_error_names_a_place_to_look_and_no_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_VAR", str(tmp_path))
    said = CliRunner().invoke(group, ["unexpected"])
    log = (tmp_path / "log" / "unexpected.log").read_text(encoding="utf-8")
    assert said.exit_code == 1
    assert "ValueError" in log
    assert "test_cli.py" in log
    assert "Marlowe" not in said.output + log


def test_help_loads_nothing_heavy() -> None:
    """Help is quick because commands import what they work with only when they run."""
    code = (
        "import sys; from click.testing import CliRunner; from kith.project.cli import main;"
        "said = CliRunner().invoke(main, ['--help']); assert said.exit_code == 0, said.output;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "names", [["example", "make"], ["source", "new"], ["source", "try"], *([n] for n in main.commands)]
)
def test_every_command_explains_itself(names: list[str]) -> None:
    said = CliRunner().invoke(main, [*names, "--help"])
    assert said.exit_code == 0
    assert len(said.output.split()) > 8


def test_a_wrong_option_is_refused_by_name() -> None:
    said = CliRunner().invoke(main, ["run", "--form", "somewhere"])
    assert said.exit_code == 2
    assert "--from" in said.output


def test_run_says_how_to_get_something_to_run_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_VAR", str(tmp_path))
    said = CliRunner().invoke(main, ["run"])
    assert said.exit_code == 2
    assert "kith example make" in said.output

"""A new source's folder can be imported and its sample lands, before anybody has filled anything in."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from kith.engine.delivery import Outcome
from kith.engine.landing.land import try_file
from kith.engine.sources.declare import PLACEHOLDER, Source, SourceDeclarationError
from kith.engine.sources.guess import guess_columns
from kith.engine.sources.new_source import BadSourceName, SourceExists, new_source
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import open_database
from kith.engine.tables import STANDARD
from kith.project.places import REPOSITORY

SENT = """Ref;First Name;Surname;D.O.B;Sex;NHS No;Post Code;Visits;Hours;Consent;Outcome\n""" + "".join(
    f"HD{n:03d};Real{n};Person{n};{n % 28 + 1:02d}/03/2015;{'F' if n % 2 else 'M'};943 476 5919;"
    f"QX4 {n % 9}TN;{n};{n}.5;Y;{'DONE' if n % 2 else 'LEFT'}\n"
    for n in range(1, 41)
)


def source_in(folder: Path) -> Source:
    """Return the source once somebody has written what the folder asks for."""
    spec_file = folder / "spec.py"
    spec_file.write_text(spec_file.read_text().replace(PLACEHOLDER, "Written here"))
    return declared_in(folder)


def declared_in(folder: Path) -> Source:
    spec = importlib.util.spec_from_file_location("made_spec", folder / "spec.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Source = module.SOURCE
    return found


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "what they sent.csv"
    path.write_text(SENT, encoding="utf-8-sig")
    return path


def test_types_are_guessed_from_what_was_sent(sent: Path) -> None:
    guessed = {column.name: column for column in guess_columns(sent)}
    assert {name: column.type for name, column in guessed.items()} == {
        "ref": "text",
        "forename": "text",
        "surname": "text",
        "born_on": "date",
        "sex": "code",
        "nhs_number": "nhs_number",
        "postcode": "postcode",
        "visits": "whole",
        "hours": "number",
        "consent": "yes_no",
        "outcome": "code",
    }
    assert guessed["ref"].is_key
    assert guessed["born_on"].dates == ("%d/%m/%Y",)
    assert guessed["outcome"].codes == ("DONE", "LEFT")


@pytest.mark.parametrize("with_sample", [True, False])
def test_made_folder_imports_and_its_sample_lands_and_cleans(tmp_path: Path, sent: Path, with_sample: bool) -> None:
    folder = new_source("harbour_dads", tmp_path / "sources", sample=sent if with_sample else None)
    source = source_in(folder)
    (sample,) = (folder / "sample").iterdir()
    trial = try_file(source, sample, tmp_path / "work", sources={})
    assert trial.delivery.outcome is Outcome.LANDED, trial.delivery.message
    assert trial.problems == ()
    database = open_database()
    prepare_macros(database)
    database.execute(f"create view harbour_dads as from read_parquet('{trial.delivery.rows['harbour_dads']}')")
    for table in source.fills:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in STANDARD[table].columns)
        database.execute(f"create table {table} ({columns})")
    database.execute((folder / "clean.sql").read_text())
    assert database.execute("select count(*), count(surname) from person").fetchone() == (3, 3)


def test_what_was_sent_lands_as_declared(tmp_path: Path, sent: Path) -> None:
    source = source_in(new_source("harbour_dads", tmp_path / "sources", sample=sent))
    trial = try_file(source, sent, tmp_path / "work", sources={})
    assert (trial.delivery.outcome, trial.delivery.rows_landed) == (Outcome.LANDED, 40)


def test_nobody_real_is_copied_into_the_folder(tmp_path: Path, sent: Path) -> None:
    folder = new_source("harbour_dads", tmp_path / "sources", sample=sent)
    everything = "".join(path.read_text() for path in folder.rglob("*") if path.is_file())
    assert "Real" not in everything
    assert "9434765919" not in everything.replace(" ", "")


def test_bad_names_and_taken_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSourceName):
        new_source("../up", tmp_path)
    new_source("once", tmp_path)
    with pytest.raises(SourceExists):
        new_source("once", tmp_path)


def test_nothing_is_declared_while_a_placeholder_is_left(tmp_path: Path) -> None:
    with pytest.raises(SourceDeclarationError, match="purpose"):
        declared_in(new_source("harbour_dads", tmp_path))


def test_readme_has_the_parts_that_every_readme_must_have(tmp_path: Path) -> None:
    text = (new_source("harbour_dads", tmp_path) / "README.md").read_text()
    assert all(part in text for part in ("**What it is.**", "**Who sends it.**", "**Layout.**", "**Traps.**"))


WIDE = (
    'Ref;First Name;How often they came to the "drop-in" in Harbour Street last year;Outcome of the visit\n'
    + "".join(f"HD{n:03d};Ann;{n % 3};OUTC{n % 8:02d}\n" for n in range(1, 61))
)


@pytest.mark.parametrize("text", [SENT, WIDE], ids=["plain", "wide"])
def test_made_folder_is_in_the_style_of_the_house(tmp_path: Path, text: str) -> None:
    (tmp_path / "sent.csv").write_text(text, encoding="utf-8")
    spec_file = new_source("harbour_dads_and_their_children", tmp_path / "sources", sample=tmp_path / "sent.csv")
    for command in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--no-cache", "--config", str(REPOSITORY / "pyproject.toml")]
        done = subprocess.run([*ruff, str(spec_file / "spec.py")], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

"""What a source may not declare: each slip of an analyst is an expected error that names the folder and the choices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.engine import sources
from kith.engine.sources import SpecUnreadable, clean_sql, load_sources
from kith.engine.sources.declare import Column, File, SourceDeclarationError

SPEC = """
from kith.engine.sources.declare import Column, File, Source

SOURCE = Source(
    name="food_bank",
    title="Food bank",
    agency_kind="V",
    agency_id="FOOD_BANK",
    files=(
        File(
            name="food_bank",
            pattern="food_bank_*.csv",
            kind="csv",
            key=("client",),
            columns=(
                Column("Client", "client", required=True),
                Column("Visit", "visit", "date", dates=("%d.%m.%Y",)),
            ),
        ),
    ),
    fills=("person",),
    category="VOLUNTARY",
    purpose="To know which families go hungry.",
    necessity="A family that goes hungry is found early only by those who hand out the parcels.",
)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a source that the finder of sources finds beside the others."""
    made = tmp_path / "food_bank"
    made.mkdir()
    (made / "__init__.py").write_text("")
    monkeypatch.setattr(sources, "__path__", [*sources.__path__, str(tmp_path)])
    load_sources.cache_clear()
    yield made
    load_sources.cache_clear()
    for name in [name for name in sys.modules if name.startswith("kith.engine.sources.food_bank")]:
        del sys.modules[name]


def test_whole_spec_is_a_source_and_its_missing_sql_is_said(folder: Path) -> None:
    (folder / "spec.py").write_text(SPEC)
    source = load_sources()["food_bank"]
    with pytest.raises(SpecUnreadable, match=r"food_bank/clean\.sql"):
        clean_sql(source)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('agency_kind="V"', 'agency_kind="VOL"', "agency_kind 'VOL' is not one of: P, S, H"),
        ('"VOLUNTARY"', '"VOLUNTRY"', "category 'VOLUNTRY' is not one of: "),
        ('"date"', '"dat"', "Column 'Visit': type 'dat' is not one of: text, date, whole"),
        ('kind="csv"', 'kind="cvs"', "kind 'cvs' is not one of: csv, xlsx, xml, parquet"),
        ('key=("client",)', 'key=("cleint",)', "key 'cleint' is not one of: client, visit"),
        ('key=("client",)', 'key=("client")', "key=(...) needs a comma"),
        ('fills=("person",)', 'fills=("person")', "fills=(...) needs a comma"),
        ('fills=("person",)', 'fills=("people",)', "fills 'people' is not one of: person, address"),
        ('"%d.%m.%Y"', '"dd.mm.yyyy"', "dates 'dd.mm.yyyy' must be written as '%d.%m.%Y' is"),
        ("To know which", "WRITE HERE which", "purpose is still to be written ('WRITE HERE"),
        ("Food bank", "WRITE HERE", "title is still to be written"),
        ("A family that goes", "WRITE HERE why a family that goes", "necessity is still to be written"),
        ('name="food_bank",\n    title', 'name="food_banks",\n    title', "lives in a folder called 'food_bank'"),
    ],
)
def test_slip_is_said_with_its_folder(folder: Path, right: str, wrong: str, says: str) -> None:
    assert right in SPEC
    (folder / "spec.py").write_text(SPEC.replace(right, wrong, 1))
    with pytest.raises(SourceDeclarationError) as slip:
        load_sources()
    assert says in slip.value.what
    assert "sources/food_bank/spec.py" in slip.value.mend
    assert slip.value.code == "K132"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("required=True),", "required=True)", "line 1"),
        ("pattern=", "patern=", "line 10: File.__init__() got an unexpected keyword argument 'patern'."),
        ("SOURCE =", "SORCE =", "has no attribute 'SOURCE'"),
        ('kind="csv"', "kind=csv", "line 13: name 'csv' is not defined."),
    ],
)
def test_slip_that_python_finds_is_said_with_its_line(folder: Path, right: str, wrong: str, says: str) -> None:
    assert right in SPEC
    (folder / "spec.py").write_text(SPEC.replace(right, wrong, 1))
    with pytest.raises(SpecUnreadable) as slip:
        load_sources()
    assert slip.value.what.startswith("kith/engine/sources/food_bank/spec.py cannot be read: ")
    assert says in slip.value.what
    assert slip.value.code == "K133"


def test_folder_without_spec_is_said(folder: Path) -> None:
    with pytest.raises(SpecUnreadable, match=r"food_bank/spec\.py"):
        load_sources()


def test_column_and_file_are_checked_alone() -> None:
    with pytest.raises(SourceDeclarationError, match="lower_snake_case"):
        Column("ID", "ID")
    with pytest.raises(SourceDeclarationError, match="columns"):
        File("one", "one_*.csv", "csv", Column("ID", "id"))  # type: ignore[arg-type]

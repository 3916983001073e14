"""Every source is a whole folder: a README, a checked spec, a clean.sql that fills what it says, a sample."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from kith.engine.sources import clean_sql, load_sources
from kith.engine.sources.declare import PLACEHOLDER
from kith.project.places import REPOSITORY

SOURCES = sorted(load_sources())
ROOM = REPOSITORY / "kith" / "engine" / "sources"


@pytest.mark.parametrize("name", SOURCES)
def test_the_folder_is_whole(name: str) -> None:
    """A stranger who opens the folder finds what it is, what arrives and an example of it."""
    folder = ROOM / name
    missing = [part for part in ("README.md", "spec.py", "clean.sql", "__init__.py") if not (folder / part).exists()]
    assert not missing
    assert len((folder / "README.md").read_text(encoding="utf-8").split()) > 60, "the README says too little"


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_left_to_write(name: str) -> None:
    """What `kith source new` asks for has been answered; spec.py is checked whenever it is imported."""
    asking = [part for part in ("README.md", "clean.sql") if PLACEHOLDER in (ROOM / name / part).read_text("utf-8")]
    assert not asking


@pytest.mark.parametrize("name", SOURCES)
def test_every_file_has_a_sample(name: str) -> None:
    """The sample is what a new analyst compares the agency's file with."""
    samples = [sample.name.lower() for sample in (ROOM / name / "sample").glob("*")]
    lacking = [
        file.pattern
        for file in load_sources()[name].files
        if not file.optional and not any(fnmatch(sample, file.pattern.lower()) for sample in samples)
    ]
    assert not lacking


@pytest.mark.parametrize("name", SOURCES)
def test_clean_sql_fills_what_the_source_declares(name: str) -> None:
    """What a source fills is stated once, and true."""
    source = load_sources()[name]
    filled = set(re.findall(r"insert\s+into\s+(\w+)", clean_sql(source), re.IGNORECASE))
    assert filled == set(source.fills)


def test_every_folder_is_a_source() -> None:
    """Nothing else lives in this room."""
    folders = {path.name for path in Path(ROOM).iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert {folder for folder in folders if folder != "template"} == set(SOURCES)

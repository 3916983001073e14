"""The table of the ASVS is whole and honest: each requirement once, each test there, whatever is missing said."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache

from kith.project.asvs_page import CHAPTERS, STATES, TABLE, chapter_of
from kith.project.places import REPOSITORY

# Read from the standard, version 5.0.0: how many requirements of level 1 and of level 2 each chapter has.
OF_LEVEL_1_AND_2 = {
    "V1": (8, 19),
    "V2": (4, 7),
    "V3": (8, 11),
    "V4": (2, 8),
    "V5": (4, 5),
    "V6": (13, 22),
    "V7": (6, 12),
    "V8": (4, 3),
    "V9": (4, 3),
    "V10": (5, 24),
    "V11": (3, 11),
    "V12": (3, 6),
    "V13": (1, 12),
    "V14": (2, 7),
    "V15": (3, 10),
    "V16": (0, 16),
    "V17": (0, 7),
}
MOST_WORDS = 14


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def _tests_of(file: str) -> frozenset[str]:
    """Return the tests of a file without running it; none where there is no such file."""
    path = REPOSITORY / file
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_every_requirement_is_there_once() -> None:
    rows = _rows()
    assert set(OF_LEVEL_1_AND_2) == set(CHAPTERS)
    assert sum(map(sum, OF_LEVEL_1_AND_2.values())) == len({row["id"] for row in rows}) == len(rows) == 253
    assert not [row["id"] for row in rows if not re.fullmatch(r"V\d+\.\d+\.\d+", row["id"])]
    counts = Counter((chapter_of(row), row["level"]) for row in rows)
    found = {chapter: (counts[chapter, "1"], counts[chapter, "2"]) for chapter in CHAPTERS}
    assert found == OF_LEVEL_1_AND_2


def test_every_line_is_short_and_has_a_state() -> None:
    rows = _rows()
    assert not [row["id"] for row in rows if row["state"] not in STATES]
    assert not [row["id"] for row in rows if not 1 < len(row["requirement"].split()) <= MOST_WORDS]


def test_every_test_that_is_named_exists() -> None:
    gone = []
    for row in _rows():
        for test in row["test"].split():
            file, _, name = test.partition("::")
            if not file.startswith("tests/") or name not in _tests_of(file):
                gone.append(f"{row['id']}: {test}")
    assert not gone


def test_what_is_met_is_tested_and_what_is_missing_is_said() -> None:
    """A line without a note claims to be met; only a test may say so."""
    rows = _rows()
    assert not [row["id"] for row in rows if row["state"] == "MET" and not row["test"]]
    assert not [row["id"] for row in rows if row["state"] != "MET" and not row["note"]]


def test_files_that_are_named_exist() -> None:
    wanted = {
        (row["id"], path)
        for row in _rows()
        for path in re.findall(r"\b(?:kith|docs|deploy|bench|requirements)/[\w./-]+\w", row["where"])
        if "*" not in row["where"]
    }
    assert not [f"{number}: {path}" for number, path in sorted(wanted) if not (REPOSITORY / path).exists()]

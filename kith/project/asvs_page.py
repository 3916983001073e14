"""Writes the page that says which requirements of the OWASP ASVS Kith meets, from the table that a test checks."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable

from kith.project.places import REPOSITORY

TABLE = REPOSITORY / "tests" / "house" / "asvs.csv"
STATES = {"MET": "met", "PARTLY": "partly", "NOT_MET": "not met", "NOT_OURS": "not ours"}
CHAPTERS = {
    "V1": "Encoding and cleaning",
    "V2": "Validation and business rules",
    "V3": "Browser",
    "V4": "Web services",
    "V5": "Files",
    "V6": "Signing in",
    "V7": "Sessions",
    "V8": "Permission",
    "V9": "Self-contained tokens",
    "V10": "OAuth and OpenID Connect",
    "V11": "Cryptography",
    "V12": "Communication",
    "V13": "Configuration",
    "V14": "Data protection",
    "V15": "Code and architecture",
    "V16": "Logs and errors",
    "V17": "WebRTC",
}
HEADER = "| | Level | Requirement | State | Where | Test | Note |\n|---|---|---|---|---|---|---|"
OPEN_HEADER = "| | Level | Requirement | What is missing |\n|---|---|---|---|"

Row = dict[str, str]


def asvs_page() -> str:
    """Every requirement of level 1 and 2: first what is not met, then all, chapter by chapter."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    parts = [
        "# The ASVS, requirement by requirement\n\nThe OWASP Application Security Verification Standard 5.0.0, levels "
        "1 and 2. **This is the makers' own assessment, no audit**: nobody else has looked. The wording is paraphrased "
        "in a few words; the standard's own text decides. *Met* names a test that would fail if it were not. *Partly* "
        "is also whatever we believe is met and no test shows. *Not ours* is what Kith does not have, or what the "
        f"council's own servers do.\n\n{_counts(rows)}"
    ]
    for state, title in (("NOT_MET", "Not met"), ("PARTLY", "Partly met")):
        lines = "\n".join(_open_line(row) for row in rows if row["state"] == state)
        parts.append(f"## {title}\n\n{OPEN_HEADER}\n{lines}")
    for chapter, title in CHAPTERS.items():
        lines = "\n".join(_line(row) for row in rows if chapter_of(row) == chapter)
        parts.append(f"## {chapter} {title}\n\n{HEADER}\n{lines}")
    return "\n\n".join(parts) + "\n"


def chapter_of(row: Row) -> str:
    """Return the chapter that a requirement is in."""
    return row["id"].split(".")[0]


def _counts(rows: Iterable[Row]) -> str:
    counts = Counter((row["state"], row["level"]) for row in rows)
    lines = [
        f"| {words} | {counts[state, '1']} | {counts[state, '2']} | {counts[state, '1'] + counts[state, '2']} |"
        for state, words in STATES.items()
    ]
    return "| State | Level 1 | Level 2 | Both |\n|---|---|---|---|\n" + "\n".join(lines)


def _open_line(row: Row) -> str:
    return f"| {row['id']} | {row['level']} | {_cell(row['requirement'])} | {_cell(row['note'])} |"


def _line(row: Row) -> str:
    tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in row["test"].split())
    cells = (row["requirement"], STATES[row["state"]], row["where"], tests, row["note"])
    return f"| {row['id']} | {row['level']} | {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    # An underline of a name is no emphasis, and a name in angle brackets no markup.
    return text.replace("|", "\\|").replace("__", "\\_\\_")

"""Writes the pages about access that are made from the code: who sees how much, and which faults tests notice."""

from __future__ import annotations

import csv
import json
import runpy
from collections.abc import Iterator
from datetime import date

from kith.project.places import REPOSITORY
from kith.rules.access import (
    DETAIL,
    LEVELS,
    Actor,
    Context,
    Decision,
    Item,
    Purpose,
    Role,
    SharingAgreement,
    Tie,
    TieKind,
    decide,
)
from kith.vocabulary.periods import Period

ALWAYS = Period(None, None)
COLUMNS = ("no tie", *(kind.value for kind in TieKind), "broken glass")
FOLDER = REPOSITORY / "kith" / "definitions" / "access"


def matrix_page() -> str:
    """Every role, purpose and tie, and the level that the shipped policy comes to, for whoever must approve it."""
    levels = ", ".join(f"{level} {words}" for level, words in LEVELS.items())
    parts = [
        "# Who sees how much\n\nEach role, for each purpose, by what ties the worker to the family: the level of an "
        "ordinary record (label 1) that another agency holds, where an agreement lets everything through. With a "
        "lesser agreement it is less; without any it is 0. The letter names the gate that set the level: I identity, "
        "P role and purpose, R relationship, S sharing, F family, L label, H shield. "
        f"Levels: {levels}.\n\nMade by asking the rule itself with "
        "`kith/definitions/access`; a pair of role and purpose that is missing here is 0 whatever the tie."
    ]
    header = f"| Role, purpose | {' | '.join(column.lower().replace('_', ' ') for column in COLUMNS)} |"
    lines = [header, "|---" * (len(COLUMNS) + 1) + "|", *_rows(is_shielded=False)]
    parts.append("\n".join(lines))
    parts.append(
        "## Somebody who must not be found\n\nThe same for a worker who is cleared for it. Without that clearance "
        "every cell is 0, and every answer is the same as for somebody who is not there."
    )
    parts.append("\n".join([header, "|---" * (len(COLUMNS) + 1) + "|", *_rows(is_shielded=True)]))
    nothing = [role.value for role in Role if not any(cap for (each, _), cap in _caps().items() if each == role)]
    parts.append(f"These roles see nothing about anybody for any purpose: {', '.join(nothing)}.")
    return "\n\n".join(parts) + "\n"


def faults_page() -> str:
    """Every seeded fault of the policy, and where it is put: each must make a test fail."""
    faults = runpy.run_path(str(REPOSITORY / "tests" / "mutants.py"))
    rule = "\n".join(f"{number}. {fault.name}" for number, fault in enumerate(faults["RULE_FAULTS"], 1))
    sql = "\n".join(f"{number}. {fault.name} (`{fault.file}`)" for number, fault in enumerate(faults["SQL_FAULTS"], 1))
    return (
        "# Seeded faults of the access policy\n\nEach of these is put into a copy of the policy, and the tests must "
        "notice. A fault that nothing noticed would show that a test is missing.\n\n"
        f"## In the rule (`kith/rules/access.py`)\n\nNoticed by `tests/property/test_access_faults.py`.\n\n{rule}\n\n"
        f"## In the database\n\nNoticed by `tests/integration/test_row_security_agrees.py`.\n\n{sql}\n"
    )


def _rows(*, is_shielded: bool) -> Iterator[str]:
    caps = _caps()
    for role in Role:
        for purpose in Purpose:
            if caps.get((role, purpose)):
                cells = " | ".join(_cell(_decision(role, purpose, column, caps, is_shielded)) for column in COLUMNS)
                yield f"| {role.replace('_', ' ').lower()}, {purpose.replace('_', ' ').lower()} | {cells} |"


def _decision(
    role: Role, purpose: Purpose, column: str, caps: dict[tuple[str, str], int], is_shielded: bool
) -> Decision:
    clearance = json.loads((FOLDER / "policy.json").read_text(encoding="utf-8"))["clearances"].get(role, 0)
    agreement = SharingAgreement(
        ref="A",
        givers=frozenset({"HOLDER"}),
        receivers=frozenset({"ASKER"}),
        categories=frozenset({"SCHOOL"}),
        purposes=frozenset(Purpose),
        max_level=DETAIL,
        needs_family_agreement=False,
        period=ALWAYS,
    )
    context = Context(
        purpose=purpose,
        on=date(2026, 11, 20),
        caps=caps,
        ties=(Tie(TieKind(column), ALWAYS),) if column in TieKind.__members__ else (),
        agreements=(agreement,),
        is_glass_broken=column == "broken glass",
    )
    actor = Actor("ASKER", role, clearance, True, True, True, is_shield_cleared=True)
    return decide(actor, Item("HOLDER", "SCHOOL", 1, is_shielded), context)


def _cell(decision: Decision) -> str:
    letters = {"SENSITIVITY": "L", "SHIELD": "H"}
    gate = str(decision.gate or "")
    return f"{decision.level}{f' {letters.get(gate, gate[:1])}' if gate else ''}"


def _caps() -> dict[tuple[str, str], int]:
    with (FOLDER / "role_purpose_caps.csv").open(encoding="utf-8", newline="") as handle:
        return {(row["role"], row["purpose"]): int(row["cap"]) for row in csv.DictReader(handle)}

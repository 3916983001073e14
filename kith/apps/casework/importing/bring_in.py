"""Brings a register of open cases in from its files: the plan first, and the writing only when it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.agencies.staffing import find_with_account
from kith.apps.base.clock import today
from kith.apps.casework.importing.carrying_out import carry_out
from kith.apps.casework.importing.checking import check_rows
from kith.apps.casework.importing.columns import OwnWords, check_complete, place_columns, read_mapping
from kith.apps.casework.importing.planning import Plan, make_plan
from kith.apps.casework.importing.reading import read_table
from kith.rules.access import Role
from kith.vocabulary.errors import KithError

Rows = list[tuple[int, dict[str, str]]]


class NoSuchManager(KithError):
    """Nobody who manages the agency's work was named to answer for what is brought in."""

    code = "K869"


def plan_cases(
    file: Path, *, manager: SignedInWorker, people: Path | None = None, mapping: Path | None = None, level: str = ""
) -> Plan:
    """Return what bringing the file in would do, having written nothing."""
    said = read_mapping(mapping)
    said = said if said.level else replace(said, level=level)
    header, rows = read_table(file)
    placed = place_columns(header, said if people is None else replace(said, columns=_own(said, header)))
    if people is not None:
        placed, rows = _join(placed, rows, people, said)
    check_complete(placed)
    return make_plan(check_rows(rows, placed, said, on=today()), agency_id=manager.agency_id)


def bring_in_cases(
    file: Path,
    *,
    manager: SignedInWorker,
    by: str,
    people: Path | None = None,
    mapping: Path | None = None,
    level: str = "",
) -> tuple[Plan, str]:
    """Bring the file in; return what was done, and the reference by which it can be taken back (empty: nothing new)."""
    plan = plan_cases(file, manager=manager, people=people, mapping=mapping, level=level)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return plan, carry_out(plan, sha256=digest, manager=manager, by=by)


def find_manager(agency_id: str, staff_id: str) -> SignedInWorker:
    """Return the manager who answers for what is brought in; raise where they manage nothing."""
    found = find_with_account(agency_id, staff_id)
    if found is None or not found.has_role(Role.MANAGER):
        raise NoSuchManager(
            "Nobody with an account manages the work of this agency under this staff number.",
            not_done="Nothing was brought in.",
            mend="Bring in the list of workers first, with a manager who has a username: `kith import workers`.",
        )
    return found


def _own(said: OwnWords, header: tuple[str, ...]) -> Mapping[str, str]:
    return {name: column for name, column in said.columns.items() if column in header}


def _join(placed: dict[str, str], rows: Rows, people: Path, said: OwnWords) -> tuple[dict[str, str], Rows]:
    """Lay the list of people beside the cases, by the person's number; where both say something, the case counts."""
    header, listed = read_table(people)
    theirs = place_columns(header, replace(said, columns=_own(said, header)))
    check = {"person_number"} - ({*placed} & {*theirs})
    if check:
        check_complete({"started_on": ""})
    known = {row[theirs["person_number"]]: row for _, row in listed}
    mine = {name: column for name, column in theirs.items() if name not in placed}
    joined = [
        (number, row | {f"people {name}": known.get(row.get(placed["person_number"], ""), {}).get(column, "")
                        for name, column in mine.items()})
        for number, row in rows
    ]  # fmt: skip
    return placed | {name: f"people {name}" for name in mine}, joined

"""Reads a list of workers and teams: a CSV file or a workbook, each row checked by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.apps.agencies.staffing import ListedWorker
from kith.apps.casework.importing.checking import Said
from kith.apps.casework.importing.columns import MappingUnreadable, plain
from kith.rules.access import Role
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

COLUMNS = {
    "agency_id": "agency, agency id, agency code",
    "agency_kind": "agency type, agency kind, kind",
    "agency_name": "agency name",
    "staff_id": "staff id, staff number, worker id",
    "name": "name, worker, worker name",
    "job_title": "job title, job",
    "team": "team, team name",
    "email": "email, e-mail",
    "roles": "role, roles",
    "username": "username, user name, sign-in name",
}
# Roles that open other people's records or rules are given by two people on the pages, never by a list.
BY_LIST = frozenset({Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR})


@dataclass(frozen=True)
class WorkerList:
    """Those who can be brought in, and the rows that cannot, by number."""

    workers: tuple[ListedWorker, ...]
    refused: tuple[Said, ...]


def read_workers(header: Iterable[str], rows: Iterable[tuple[int, Mapping[str, str]]]) -> WorkerList:
    """Sort the rows of a list of workers."""
    there = {plain(name): name for name in header}
    placed = {
        name: there[word]
        for name, words in COLUMNS.items()
        for word in reversed([plain(each) for each in words.split(",")])
        if word in there
    }
    missing = [name for name in ("agency_id", "agency_kind", "staff_id", "name", "roles") if name not in placed]
    if missing:
        raise MappingUnreadable(
            f"The list of workers has no column for: {', '.join(missing)}.",
            not_done="Nobody was brought in.",
            mend="Name the columns agency, agency kind, staff id, name and role.",
        )
    good: list[ListedWorker] = []
    refused: list[Said] = []
    for number, row in rows:
        answer = _read({name: row.get(column, "") for name, column in placed.items()})
        if isinstance(answer, str):
            refused.append(Said(number, answer))
        else:
            good.append(answer)
    return WorkerList(tuple(good), tuple(refused))


def _read(given: Mapping[str, str]) -> ListedWorker | str:
    if not (given["agency_id"] and given["staff_id"] and given["name"]):
        return "It has no agency, staff number or name."
    if len(given["agency_id"]) > 40 or len(given["staff_id"]) > 60:
        return "Its agency or staff number is too long."
    if given["agency_kind"].upper() not in AGENCY_KINDS:
        return f"The kind of agency is none of {', '.join(AGENCY_KINDS)}."
    words = [plain(each) for each in given["roles"].replace(";", ",").split(",") if plain(each)]
    roles = {plain(role.value): role for role in BY_LIST}
    if not words or any(word not in roles for word in words):
        return "Its role is none that a list may give: practitioner, lead worker, manager, front door."
    return ListedWorker(
        agency_id=given["agency_id"],
        agency_kind=given["agency_kind"].upper(),
        agency_name=given.get("agency_name", ""),
        staff_id=given["staff_id"],
        name=given["name"],
        job_title=given.get("job_title", ""),
        team=given.get("team", ""),
        email=given.get("email", ""),
        roles=tuple(roles[word] for word in words),
        username=given.get("username", "").lower(),
    )

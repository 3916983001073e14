"""Sets up the example council for a demo: its agencies, the agreements between them, and a sign-in for each role."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db import connections

from kith.apps.agencies.actions import (
    add_agency,
    add_worker,
    clear_for_review,
    clear_for_shields,
    make_account,
    name_safeguarding_lead,
)
from kith.apps.agencies.demo import demo_password, demo_secret
from kith.apps.agencies.queries import get_agencies, list_usernames
from kith.apps.governance.actions import bring_in_preference, sign_agreement
from kith.apps.governance.actions.kept_apart import keep_apart
from kith.apps.governance.actions.undisclosed import note_undisclosed
from kith.apps.governance.queries import list_signed_agreements
from kith.engine.sources import load_sources
from kith.rules.access import CONTACT, DETAIL, SUMMARY, YES_NO, Purpose
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.errors import KithError

BY = "example"
# Kinds of agency, by letter, and what each may receive. Nobody receives a protected address from an agreement.
HELPERS = "SHCAEYLNDB"
VOLUNTARY = "V"
JUSTICE = "PR"
BROKERED = {"MENTAL_HEALTH"}
SHARED = set(CATEGORIES) - BROKERED - {"PROTECTED_ADDRESS"}
# A volunteer may know whom else to ring, not why police, justice, health or social care are there.
OF_CHARITIES = {"IDENTITY", "INVOLVEMENT", "SCHOOL", "EARLY_HELP", "HOUSING", "VOLUNTARY"}
# More than whom to ring, and only with each person's own yes.
WITH_A_YES = {"EARLY_HELP", "VOLUNTARY"}
CARE_PURPOSES = [Purpose.EARLY_HELP_SUPPORT, Purpose.TRIAGE, Purpose.SAFEGUARDING, Purpose.SUPERVISION]

REVIEWER = "REVIEWER"
DUTIES = {"SAFEGUARDING_LEAD": name_safeguarding_lead, "SHIELD_CLEARED": clear_for_shields}


class NoExampleHere(KithError):
    """A folder is not an example council that can be signed in to."""

    code = "K606"


def install_example(council_folder: Path) -> None:
    """Add the example's agencies, sign its agreements and make its sign-ins, before any run. Safe to repeat.

    What is there already is left as it is, so that nobody who is signed in is signed out.
    """
    council_folder = Path(council_folder)
    try:
        about = json.loads((council_folder / "council.json").read_text(encoding="utf-8"))
        users = _rows(council_folder / about["users"])
        agencies = _rows(council_folder / about["agencies"])
        as_at = date.fromisoformat(about["as_at"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoExampleHere(
            f"{council_folder.name} is not an example council: council.json, or a list it names, cannot be read.",
            not_done="No agreements and no sign-ins were made.",
            mend="Make one with `kith example make`, and give its folder.",
        ) from error
    for agency in agencies:
        add_agency(agency_id=agency["agency_id"], kind=agency["kind"], name=agency["name"], by=BY)
    sign_agreements(about["name"], as_at)
    for case in _decisions(council_folder)["kept_apart"]:
        keep_apart(reason=case["reason"], one_records=case["one"], other_records=case["other"], by=BY)
    there = list_usernames()
    for user in users:
        if user["username"] in there:
            continue
        add_worker(agency_id=user["agency_id"], staff_id=user["staff_id"], name=user["display_name"], by=BY)
        make_account(
            username=user["username"],
            password=demo_password(user["username"]),
            code_secret=demo_secret(user["username"]),
            agency_id=user["agency_id"],
            staff_id=user["staff_id"],
            role=user["role"].upper(),
            since=date(as_at.year - 1, 9, 1),
            by=BY,
        )
        if duty := DUTIES.get(user.get("duty") or ""):
            duty(agency_id=user["agency_id"], staff_id=user["staff_id"], by=BY)
    _clear_reviewers(users, as_at)


def _clear_reviewers(users: list[dict[str, str]], as_at: date) -> None:
    """Clear those who compare records, as the example's first two officers for information governance would."""
    officers = [user for user in users if user["role"] == "information_governance"][:2]
    for user in users if len(officers) == 2 else ():
        if user.get("duty") == REVIEWER:
            one, other = ((each["agency_id"], each["staff_id"]) for each in officers)
            clear_for_review(
                agency_id=user["agency_id"], staff_id=user["staff_id"], given_by=(one, other),
                since=as_at - timedelta(days=30), until=as_at + timedelta(days=330), by=BY,
            )  # fmt: skip


def sign_agreements(council: str, as_at: date) -> None:
    """Sign the agreements under which the example's agencies share; one that is there stays as people have made it."""
    there = {agreement.ref for agreement in list_signed_agreements()}
    agencies = get_agencies().values()
    # Whoever sends for others, as a council's schools team does, signs beside those it sends for.
    everyone = sorted({agency.agency_id for agency in agencies} | {one.agency_id for one in load_sources().values()})
    helpers = [agency.agency_id for agency in agencies if agency.kind in HELPERS + "M"]
    charities = [agency.agency_id for agency in agencies if agency.kind in VOLUNTARY]
    justice = [agency.agency_id for agency in agencies if agency.kind in JUSTICE]
    starts, ends = date(as_at.year - 1, 4, 1), _end_of_march(as_at)
    plans = (
        ("PARTNERSHIP", f"the {council} early help agreement", "ISP", helpers, SHARED, CARE_PURPOSES, SUMMARY),
        ("BROKERED", f"the {council} mental health protocol", "ISP", helpers, BROKERED, CARE_PURPOSES, YES_NO),
        (
            "VOLUNTARY",
            f"the {council} charities agreement",
            "DDA",
            charities,
            OF_CHARITIES,
            CARE_PURPOSES[:1],
            CONTACT,
        ),
        (
            "VOLUNTARY-YES",
            f"the {council} charities agreement for those who say yes",
            "DDA",
            charities,
            WITH_A_YES,
            CARE_PURPOSES[:1],
            SUMMARY,
        ),
        (
            "RIGHTS",
            f"the {council} agreement on answering people about their records",
            "JCA",
            [agency.agency_id for agency in agencies if agency.agency_id == "COUNCIL_EH"],
            SHARED | BROKERED,
            [Purpose.RIGHTS],
            DETAIL,
        ),
        ("SAFEGUARDING", f"the {council} safeguarding agreement", "ISP", justice, SHARED, CARE_PURPOSES[2:3], SUMMARY),
    )
    for ref, title, kind, receivers, categories, purposes, max_level in plans:
        if f"{council.upper()}-{ref}" in there:
            continue
        sign_agreement(
            ref=f"{council.upper()}-{ref}",
            title=title,
            kind=kind,
            givers=everyone,
            receivers=receivers,
            categories=list(categories),
            purposes=[purpose.value for purpose in purposes],
            max_level=max_level,
            basis="6(1)(a)+9(2)(a)" if ref == "VOLUNTARY-YES" else "6(1)(e)+9(2)(g)",
            needs_family_agreement=ref == "VOLUNTARY-YES",
            valid_from=starts,
            valid_to=ends,
            review_on=date(ends.year - 1, 12, 1),
            by=BY,
        )


def hide_undisclosed(council_folder: Path, run_folder: Path) -> int:
    """Hide the bonds that the example's people asked not to be told; after the run is live. Return how many."""
    cases = _decisions(council_folder)["undisclosed"]
    for case in cases:
        for one in _refs(run_folder, case["one"]):
            for other in _refs(run_folder, case["other"]):
                note_undisclosed(one_ref=one, other_ref=other, by=BY)
    return len(cases)


def _decisions(council_folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what the example's people decided; an example made by hand decided nothing."""
    file = council_folder / "decisions.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"kept_apart": [], "undisclosed": []}


def _refs(run_folder: Path, records: list[str]) -> list[str]:
    """Return whom the run takes these records for."""
    table = pq.read_table(run_folder / "refs" / "person.parquet", filters=[("member", "in", records or [""])])
    return sorted(set(table.column("ref").to_pylist()))


def plant_preferences(council: str) -> int:
    """Bring in what the example's family said of sharing: a parent says yes, and her son of 17 says no for himself.

    After the run is live; return how many were brought in, none where the example's family is not in view.
    """
    ref = f"{council.upper()}-VOLUNTARY-YES"
    mother, son = _find_person("Dawn", "Marlowe"), _find_person("Ryan", "Marlowe-Hobbs")
    said = (
        (mother, "SELF", mother, "GIVEN", "At home, after it was explained: yes, so that she need not tell it twice."),
        (son, "PARENT", mother, "GIVEN", "His mother said yes for him too."),
        (son, "SELF", son, "REFUSED", "He does not want a charity to read about him."),
    )
    known = [row for row in said if row[0] and row[2]]
    for person, voice, by_whom, answer, words in known:
        bring_in_preference(
            person_ref=person,
            agreement_ref=ref,
            voice=voice,
            said_by_ref=by_whom,
            answer=answer,
            evidence=words,
            by=BY,
        )
    return len(known)


def _find_person(forename: str, surname: str) -> str:
    """Return the reference of one of the example's own people, by name; empty where there is none, or more than one."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select person_ref from people_persondetails join intake_run on intake_run.id = run_id and state = 'LIVE' "
            "where forename = %s and surname = %s",
            [forename, surname],
        )
        found = cursor.fetchall()
    return found[0][0] if len(found) == 1 else ""


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _end_of_march(as_at: date) -> date:
    """Return the 31 March that comes at least four months on."""
    first = date(as_at.year, 3, 31)
    return first if (first - as_at).days > 120 else date(as_at.year + 1, 3, 31)

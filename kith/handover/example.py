"""Sets up the example council for a demo: its agencies, the agreements between them, and a sign-in for each role."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

from kith.apps.agencies.actions import add_agency, add_worker, make_account
from kith.apps.agencies.demo import demo_password, demo_secret
from kith.apps.agencies.queries import get_agencies, list_usernames
from kith.apps.governance.actions import sign_agreement
from kith.engine.sources import load_sources
from kith.rules.access import CONTACT, SUMMARY, YES_NO, Purpose
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
CARE_PURPOSES = [Purpose.EARLY_HELP_SUPPORT, Purpose.TRIAGE, Purpose.SAFEGUARDING, Purpose.SUPERVISION]


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


def sign_agreements(council: str, as_at: date) -> None:
    """Sign the agreements under which the example's agencies share."""
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
        ("SAFEGUARDING", f"the {council} safeguarding agreement", "ISP", justice, SHARED, CARE_PURPOSES[2:3], SUMMARY),
    )
    for ref, title, kind, receivers, categories, purposes, max_level in plans:
        sign_agreement(
            ref=f"{council.upper()}-{ref}",
            title=title,
            kind=kind,
            givers=everyone,
            receivers=receivers,
            categories=list(categories),
            purposes=[purpose.value for purpose in purposes],
            max_level=max_level,
            basis="6(1)(e)+9(2)(g)",
            valid_from=starts,
            valid_to=ends,
            review_on=date(ends.year - 1, 12, 1),
            by=BY,
        )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _end_of_march(as_at: date) -> date:
    """Return the 31 March that comes at least four months on."""
    first = date(as_at.year, 3, 31)
    return first if (first - as_at).days > 120 else date(as_at.year + 1, 3, 31)

"""Declares the exclusions extract: suspensions and permanent exclusions, as the council's inclusion team keeps them."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d-%b-%y", "%d-%b-%Y")

CATEGORIES = {
    "SUSP": "Suspension",
    "FIXD": "Suspension (older name)",
    "LNCH": "Lunchtimes only",
    "PERM": "Permanent exclusion",
}

SOURCE = Source(
    name="exclusions",
    title="Suspensions and exclusions",
    agency_kind="S",
    agency_id="COUNCIL_SCHOOLS",
    files=(
        File(
            name="exclusions",
            pattern="EXCL_*.csv",
            kind="csv",
            key=("exclusion_ref",),
            columns=(
                Column("EXCL REF", "exclusion_ref", required=True),
                Column("LAESTAB", "laestab", required=True),
                Column("SCHOOL", "school"),
                Column("ADNO", "adno", required=True),
                Column("UPN", "upn", "upn"),
                Column("SURNAME", "surname"),
                Column("FORENAME", "forename"),
                Column("DOB", "born_on", "date", dates=DAYS),
                Column("SEX", "sex", "code", codes={"M": "Male", "F": "Female"}),
                Column("CATEGORY", "category", "code", required=True, codes=CATEGORIES),
                Column("START DATE", "started_on", "date", required=True, dates=DAYS),
                Column("SESSIONS", "sessions", "number"),
            ),
        ),
    ),
    fills=("person", "fact", "agency"),
    category="ATTENDANCE",
    purpose="To see when a child was sent home from school, beside what else was happening to the family.",
    necessity="A suspension is often the first time several agencies notice a child in the same month; without it "
    "early help comes after the permanent exclusion instead of before. The reason is not needed and not asked for.",
    about_everyone=True,
    every="WEEK",
)

"""Declares the voluntary sector's workbook: families whom charities help, gathered by the umbrella organisation."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source

# Real Excel dates arrive as ISO days; what somebody typed by hand does not.
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y")

SOURCE = Source(
    name="voluntary",
    title="Charities: families supported",
    agency_kind="V",
    agency_id="VOLUNTARY_ACTION",
    files=(
        File(
            name="voluntary_families",
            pattern="*families supported*.xlsx",
            kind="xlsx",
            sheet="Families",
            heading_row=4,
            key=("person_ref", "charity_code", "started_on"),
            columns=(
                Column("Our ref", "person_ref", required=True),
                Column("Charity code", "charity_code", required=True),
                Column("Charity", "charity"),
                Column("First name", "forename"),
                Column("Last name", "surname"),
                Column("DOB (if known)", "born_on", "date", dates=DAYS),
                Column("Address", "address_line"),
                Column("Postcode", "postcode", "postcode"),
                Column("What we do", "service"),
                Column("Worker", "worker_name"),
                Column("Worker ref", "staff_id"),
                Column("Role", "role"),
                Column("Started", "started_on", "date", required=True, dates=DAYS),
                Column("Last seen", "last_contact_on", "date", dates=DAYS),
                Column("Finished", "ended_on", "date", dates=DAYS),
            ),
        ),
    ),
    fills=("person", "address", "involvement", "fact", "agency", "worker"),
    category="VOLUNTARY",
    purpose="To show the volunteer or charity worker whom a family already trusts, beside the statutory agencies.",
    necessity="Each person in it agreed that the charity may tell the partnership; without their row the one worker "
    "the family chose for itself is left out of the team around it.",
    every="WEEK",
)

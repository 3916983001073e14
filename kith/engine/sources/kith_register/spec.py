"""Declares Kith's own register: people whom a worker wrote down because no agency's file had them."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source

SOURCE = Source(
    name="kith_register",
    title="Kith: people whom workers wrote down",
    agency_kind="E",
    agency_id="COUNCIL_EH",
    files=(
        File(
            name="registered_people",
            pattern="kith_register_*.csv",
            kind="csv",
            key=("record",),
            empty_ok=True,
            columns=(
                Column("record", "record", required=True),
                Column("forename", "forename"),
                Column("surname", "surname"),
                Column("known_as", "known_as"),
                Column("born_on", "born_on", "date"),
                Column("due_on", "due_on", "date"),
                Column("sex", "sex"),
                Column("nhs_number", "nhs_number", "nhs_number"),
                Column("address", "address_line"),
                Column("postcode", "postcode", "postcode"),
                Column("is_address_secret", "is_address_secret", "yes_no"),
                Column("registered_on", "registered_on", "date", required=True),
            ),
        ),
    ),
    fills=("person", "address"),
    category="EARLY_HELP",
    purpose="To find out who somebody is that came for help, as soon as any agency's file has them too.",
    necessity="A row is needed for each person: it is by their own record that the next run gives them one reference, "
    "and what workers wrote of them is not left behind under another.",
    every="MONTH",
)

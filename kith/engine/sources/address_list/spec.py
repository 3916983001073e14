"""Declares the council's address list: one row for each property it has numbered; nobody's name is in it."""

from kith.engine.sources.declare import Column, File, Source

SOURCE = Source(
    name="address_list",
    title="The council's address list",
    agency_kind="L",
    agency_id="WEXMOOR_HOMES",
    category="HOUSING",
    purpose="Know which dwelling an address means, however it was typed, and which places are communal or no dwelling.",
    necessity=(
        "The list names nobody. Each address is needed because two agencies write one home differently, and without "
        "the property's own number the people in it look like two households."
    ),
    fills=("listed",),
    files=(
        File(
            name="address_list",
            pattern="address_list_*.csv",
            kind="csv",
            key=("uprn",),
            columns=(
                Column("UPRN", "uprn", "uprn", required=True),
                Column("Address", "address", required=True),
                Column("Postcode", "postcode", "postcode"),
                Column("Classification", "classification"),
                Column("Start Date", "start_on", "date", dates=("%d/%m/%Y",)),
                Column("End Date", "end_on", "date", dates=("%d/%m/%Y",)),
            ),
        ),
    ),
    every="QUARTER",
)

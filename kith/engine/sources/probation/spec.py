"""Declares the probation service's extract: one row for each order or licence under supervision."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%Y/%m/%d",)

SOURCE = Source(
    name="probation",
    title="Probation",
    agency_kind="R",
    agency_id="PROBATION",
    category="POLICE",
    purpose="Know that a parent is on probation and who the practitioner is, so that both work with one plan.",
    necessity=(
        "A row is needed for each adult under supervision who lives with or has children, because release and recall "
        "change a family's life from one day to the next."
    ),
    fills=("agency", "person", "address", "involvement", "worker"),
    files=(
        File(
            name="probation_supervisions",
            pattern="probation_supervisions_*.csv",
            kind="csv",
            key=("crn", "event_no"),
            columns=(
                Column("CRN", "crn", required=True),
                Column("Event No", "event_no", "whole", required=True),
                Column("Name", "name"),
                Column("DOB", "born_on", "date", dates=DAYS),
                Column("Sex", "sex"),
                Column("Main Address", "main_address"),
                Column("Main Postcode", "postcode", "postcode"),
                Column("Supervision Start", "supervision_start", "date", required=True, dates=DAYS),
                Column("Supervision End", "supervision_end", "date", dates=DAYS),
                Column("Practitioner Code", "practitioner_code"),
                Column("Practitioner", "practitioner"),
                Column("Practitioner Email", "practitioner_email"),
                Column("Practitioner Tel", "practitioner_tel"),
                Column("Last Attended", "last_attended_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="MONTH",
)

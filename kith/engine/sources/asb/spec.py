"""Declares the community safety team's incident log, a workbook kept by hand."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d/%m/%Y",)

TYPES = {
    "Noise": "Noise",
    "Nuisance": "Nuisance behaviour",
    "Harassment": "Harassment",
    "Graffiti": "Damage or graffiti",
    "Litter": "Litter or fly-tipping",
    "Vehicle": "Vehicle nuisance",
    "Animals": "Animals",
    "Drugs": "Drugs",
}

OUTCOMES = {
    "Upheld": "Upheld after a visit",
    "Warning": "Warning given",
    "Agreement": "Acceptable behaviour agreement signed",
    "Open": "Still being looked into",
    "No evidence": "Nothing found",
}

SOURCE = Source(
    name="asb",
    title="Anti-social behaviour",
    agency_kind="B",
    agency_id="COUNCIL_ASB",
    category="ASB",
    purpose="See reports about a home beside what else is going on there, since they often come before a notice.",
    necessity=(
        "A row is needed for each upheld report because a household reported again and again may lose its home, "
        "and is often one in need of help."
    ),
    fills=("agency", "person", "address", "involvement", "fact", "worker"),
    files=(
        File(
            name="asb_incidents",
            pattern="asb_log_*.xlsx",
            kind="xlsx",
            sheet="Incidents",
            heading_row=3,
            key=("ref",),
            columns=(
                Column("Ref", "ref", required=True),
                Column("Date reported", "reported_on", "date", required=True, dates=DAYS),
                Column("Type", "type", "code", required=True, codes=TYPES),
                Column("Address", "address"),
                Column("UPRN", "uprn", "uprn"),
                Column("Postcode", "postcode", "postcode"),
                Column("Outcome", "outcome", "code", required=True, codes=OUTCOMES),
                Column("Subject no", "subject_no"),
                Column("Subject (if warned)", "subject_name"),
            ),
        ),
        File(
            name="asb_casework",
            pattern="asb_log_*.xlsx",
            kind="xlsx",
            sheet="Casework",
            heading_row=3,
            key=("subject_no", "opened_on"),
            empty_ok=True,
            columns=(
                Column("Subject no", "subject_no", required=True),
                Column("Subject", "subject_name"),
                Column("Address", "address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Officer no", "officer_no", required=True),
                Column("Officer", "officer"),
                Column("Email", "email"),
                Column("Telephone", "telephone"),
                Column("Opened", "opened_on", "date", required=True, dates=DAYS),
                Column("Closed", "closed_on", "date", dates=DAYS),
                Column("Last seen", "last_seen_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="MONTH",
)

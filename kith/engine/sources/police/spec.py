"""Declares the police extract: nominals (people) and their part in incidents."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d-%b-%Y",)

INCIDENT_TYPES = {
    "DOM": "Domestic incident",
    "CFS": "Concern for safety",
    "MIS": "Missing person",
    "VIO": "Violence",
    "NUI": "Nuisance or disorder",
    "CRI": "Other crime",
}

# Only the first five are kept: who rang and who saw it is nobody else's business, and could put them in danger.
ROLES = {
    "VIC": "Victim",
    "SUS": "Suspected",
    "INV": "Involved",
    "CHI": "Child present",
    "MIS": "The person missing",
    "WIT": "Witness",
    "INF": "Informant",
}

SOURCE = Source(
    name="police",
    title="Police incidents",
    agency_kind="P",
    agency_id="POLICE",
    category="POLICE",
    purpose="See call-outs and missing episodes beside what other agencies know of a family.",
    necessity=(
        "Each row is a person involved in an incident of the last six years; without it a worker cannot tell that a "
        "family in difficulty also had call-outs, and help comes late or unsafely."
    ),
    fills=("agency", "person", "address", "involvement", "fact", "worker"),
    files=(
        File(
            name="police_nominals",
            pattern="police_nominals_*.csv",
            kind="csv",
            key=("nominal_ref",),
            columns=(
                Column("NOMINAL_REF", "nominal_ref", required=True),
                Column("SURNAME", "surname"),
                Column("FORENAME_1", "forename_1"),
                Column("FORENAME_2", "forename_2"),
                Column("ALIAS_SURNAME", "alias_surname"),
                Column("DOB", "born_on", "date", dates=DAYS),
                Column("AGE_APPROX", "age_approx", "whole", optional_heading=True),
                Column("GENDER", "gender", "code", codes={"M": "Male", "F": "Female", "X": "Other", "U": "Not known"}),
                Column("HOME_ADDRESS", "home_address"),
                Column("POSTCODE", "postcode", "postcode"),
                Column("ADDRESS_RECORDED", "address_recorded_on", "date", dates=DAYS),
            ),
        ),
        File(
            name="police_incidents",
            pattern="police_incidents_*.csv",
            kind="csv",
            key=("incident_ref", "nominal_ref"),
            columns=(
                Column("INCIDENT_REF", "incident_ref", required=True),
                Column("OCCURRED", "occurred_on", "date", required=True, dates=DAYS),
                Column("INCIDENT_TYPE", "incident_type", "code", required=True, codes=INCIDENT_TYPES),
                Column("DA_MARKER", "da_marker", "yes_no"),
                Column("NOMINAL_REF", "nominal_ref", required=True),
                Column("ROLE", "role", "code", required=True, codes=ROLES),
                Column("MISSING_RETURNED", "returned_on", "date", dates=DAYS),
            ),
        ),
        File(
            name="police_officers",
            pattern="police_officers_*.csv",
            kind="csv",
            key=("nominal_ref", "collar_no", "allocated_on"),
            empty_ok=True,
            optional=True,
            columns=(
                Column("NOMINAL_REF", "nominal_ref", required=True),
                Column("COLLAR_NO", "collar_no", required=True),
                Column("OFFICER", "officer"),
                Column("EMAIL", "email"),
                Column("TEL", "telephone"),
                Column("ALLOCATED", "allocated_on", "date", required=True, dates=DAYS),
                Column("RELEASED", "released_on", "date", dates=DAYS),
                Column("LAST_SEEN", "last_seen_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="WEEK",
)

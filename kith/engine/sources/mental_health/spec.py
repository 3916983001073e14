"""Declares the mental health trust's extract: open or not, since when, which team. Status only."""

from kith.engine.sources.declare import Column, File, Source

TIMES = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")

SERVICES = {"CYP": "Children and young people", "AMH": "Adults", "PMH": "Before and after birth"}

STATUSES = {"OPEN": "Open", "WAIT": "Accepted and waiting", "CLSD": "Closed", "RJCT": "Not accepted"}

SOURCE = Source(
    name="mental_health",
    title="Mental health services",
    agency_kind="M",
    agency_id="CAMHS",
    category="MENTAL_HEALTH",
    purpose="Answer yes or no whether a service is open to someone, and whom to ring.",
    necessity=(
        "A row is needed for each person whom a team works with, so that a lead worker rings the team instead of "
        "guessing; nothing about why is asked for."
    ),
    fills=("agency", "person", "address", "involvement"),
    files=(
        File(
            name="mental_health_referrals",
            pattern="mental_health_status_*.csv",
            kind="csv",
            key=("referral_id",),
            columns=(
                Column("ReferralId", "referral_id", required=True),
                Column("PatientId", "patient_id", required=True),
                Column("NHSNumber", "nhs_number", "nhs_number"),
                Column("FamilyName", "family_name"),
                Column("GivenName", "given_name"),
                Column("BirthDate", "born_on", "date", dates=TIMES),
                Column("Gender", "gender"),
                Column("PostCode", "postcode", "postcode"),
                Column("Service", "service", "code", required=True, codes=SERVICES),
                Column("Status", "status", "code", required=True, codes=STATUSES),
                Column("ReferralReceived", "received_on", "date", required=True, dates=TIMES),
                Column("Closed", "closed_on", "date", dates=TIMES),
            ),
        ),
    ),
    every="WEEK",
)

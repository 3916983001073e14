"""Declares the benefits warehouse's extract: one row for each person of each claim."""

from kith.engine.sources.declare import Column, File, Source

CLAIM_TYPES = {"CTR": "Council tax reduction", "HB": "Housing benefit", "UC": "Universal credit"}

ROLES = {"CLAIMANT": "Claimant", "PARTNER": "Partner", "DEPENDANT": "Child or young person covered"}

SOURCE = Source(
    name="benefits",
    title="Benefit claims",
    agency_kind="D",
    agency_id="BENEFITS",
    category="BENEFITS",
    purpose="Know which adults and children live on one claim, so that families are drawn right.",
    necessity=(
        "Each person of a claim is needed because the benefit unit is the best evidence of who lives as a couple and "
        "which children depend on them, which the case system alone will not say."
    ),
    about_everyone=True,
    fills=("agency", "person", "address", "relation", "fact"),
    files=(
        File(
            name="benefits_claims",
            pattern="benefits_claims_*.parquet",
            kind="parquet",
            key=("claim_id", "person_id"),
            columns=(
                Column("claim_id", "claim_id", required=True),
                Column("claim_type", "claim_type", "code", required=True, codes=CLAIM_TYPES),
                Column("person_id", "person_id", required=True),
                Column("role", "role", "code", required=True, codes=ROLES),
                Column("title", "title"),
                Column("first_name", "first_name"),
                Column("last_name", "last_name"),
                Column("birth_dt", "born_on", "date"),
                Column("gender_cd", "gender", "code", codes={"0": "Not known", "1": "Male", "2": "Female"}),
                Column("uprn", "uprn", "uprn"),
                Column("addr_line1", "addr_line1"),
                Column("addr_line2", "addr_line2"),
                Column("addr_postcode", "postcode", "postcode"),
                Column("claim_start_dt", "claim_start", "date", required=True),
                Column("claim_end_dt", "claim_end", "date"),
            ),
        ),
    ),
    every="MONTH",
)

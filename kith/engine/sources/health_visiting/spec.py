"""Declares the community health trust's extract: the health visitors' caseload and the mandated reviews."""

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.health_reviews import HEALTH_REVIEWS, STATED_GENDERS

DAYS = ("%Y%m%d",)

OUTCOMES = {"A": "Attended", "N": "Not attended", "C": "Cancelled by the service", "D": "Declined", "F": "Not yet due"}

# What went well, as the trust's own list has it.
STRENGTHS = {
    "BRF": "Breastfed to six weeks",
    "IMM": "Immunisations up to date",
    "SPE": "Speech coming on well",
    "WGT": "Healthy weight",
    "EYE": "Glasses, reading improves",
    "OTH": "Going well",
}

LEVELS = {"U": "Universal", "T": "Targeted", "S": "Specialist"}

SOURCE = Source(
    name="health_visiting",
    title="Health visiting",
    agency_kind="H",
    agency_id="HEALTH_VISITING",
    category="HEALTH",
    purpose="See whether small children are seen, what goes well, and who their health visitor is.",
    necessity=(
        "Each child under five is needed with the mother's number, because it is the one list in which small children "
        "who are in no school or nursery are found at all."
    ),
    about_everyone=True,
    fills=("agency", "person", "address", "relation", "involvement", "fact", "worker"),
    files=(
        File(
            name="health_visiting_caseload",
            pattern="health_visiting_caseload_*.csv",
            kind="csv",
            key=("local_patient_id",),
            columns=(
                Column("LOCAL_PATIENT_IDENTIFIER", "local_patient_id", required=True),
                Column("NHS_NUMBER", "nhs_number", "nhs_number"),
                Column("PERSON_FAMILY_NAME", "family_name"),
                Column("PERSON_GIVEN_NAME", "given_name"),
                Column("PERSON_BIRTH_DATE", "born_on", "date", dates=DAYS),
                Column("PERSON_STATED_GENDER_CODE", "gender", "code", codes=STATED_GENDERS),
                Column("ADDRESS_LINE_1", "address_line_1"),
                Column("ADDRESS_LINE_2", "address_line_2"),
                Column("ADDRESS_LINE_3", "address_line_3"),
                Column("POSTCODE", "postcode", "postcode"),
                Column("ADDRESS_SENSITIVE", "address_sensitive", "yes_no"),
                Column("MOTHER_NHS_NUMBER", "mother_nhs_number", "nhs_number"),
                Column("MOTHER_LOCAL_IDENTIFIER", "mother_id"),
                Column("MOTHER_FAMILY_NAME", "mother_family_name"),
                Column("MOTHER_GIVEN_NAME", "mother_given_name"),
                Column("MOTHER_BIRTH_DATE", "mother_born_on", "date", dates=DAYS),
                Column("HV_STAFF_ID", "staff_id"),
                Column("HV_NAME", "staff_name"),
                Column("HV_TEAM", "team"),
                Column("HV_EMAIL", "staff_email"),
                Column("HV_PHONE", "staff_phone"),
                Column("SERVICE", "service", "code", codes={"HV": "Health visiting", "SN": "School nursing"}),
                Column("SERVICE_LEVEL", "service_level", "code", codes=LEVELS),
                Column("CASELOAD_START", "caseload_start", "date", required=True, dates=DAYS),
                Column("CASELOAD_END", "caseload_end", "date", dates=DAYS),
            ),
        ),
        File(
            name="health_visiting_reviews",
            pattern="health_visiting_reviews_*.csv",
            kind="csv",
            key=("review_id",),
            empty_ok=True,
            columns=(
                Column("REVIEW_IDENTIFIER", "review_id", required=True),
                Column("LOCAL_PATIENT_IDENTIFIER", "local_patient_id", required=True),
                Column("REVIEW_TYPE", "review_type", "code", required=True, codes=HEALTH_REVIEWS),
                Column("REVIEW_DUE_DATE", "due_on", "date", dates=DAYS),
                Column("REVIEW_DATE", "review_on", "date", dates=DAYS),
                Column("OUTCOME", "outcome", "code", required=True, codes=OUTCOMES),
                Column("STRENGTH", "strength", "code", codes=STRENGTHS),
            ),
        ),
    ),
    every="MONTH",
)

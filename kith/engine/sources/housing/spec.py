"""Declares the landlord's extract: tenancies with everyone named in them, arrears, notices and tenancy support."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d/%m/%Y",)

RELATIONSHIPS = {
    "TEN": "Tenant",
    "JNT": "Joint tenant",
    "SPO": "Spouse or partner",
    "SON": "Son",
    "DAU": "Daughter",
    "STC": "Step-child",
    "GCH": "Grandchild",
    "PAR": "Parent",
    "SIB": "Brother or sister",
    "REL": "Other relative",
    "LOD": "Lodger",
    "OTH": "Other",
}

NOTICES = {
    "NSP": "Notice of seeking possession",
    "NTQ": "Notice to quit",
    "DEM": "Demotion notice",
    "COU": "Court application",
    "EVI": "Eviction warrant",
}

SOURCE = Source(
    name="housing",
    title="Council housing",
    agency_kind="L",
    agency_id="WEXMOOR_HOMES",
    category="HOUSING",
    purpose="Know who lives together in council homes, and see arrears and notices before a home is lost.",
    necessity=(
        "Each person in a tenancy is needed because rent arrears and notices fall on the whole household, and the "
        "tenancy is often the only record of who lives with whom."
    ),
    fills=("agency", "person", "address", "relation", "involvement", "fact", "worker"),
    files=(
        File(
            name="housing_tenancies",
            pattern="housing_tenancies_*.csv",
            kind="csv",
            key=("tenancy_ref", "person_ref"),
            columns=(
                Column("Tenancy Ref", "tenancy_ref", required=True),
                Column("Person Ref", "person_ref", required=True),
                Column("Relationship to Tenant", "relationship", "code", required=True, codes=RELATIONSHIPS),
                Column("Title", "title"),
                Column("Forename", "forename"),
                Column("Surname", "surname"),
                Column("Date of Birth", "born_on", "date", dates=DAYS),
                Column("Gender", "gender"),
                Column("UPRN", "uprn", "uprn"),
                Column("Property Address", "property_address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Tenancy Start", "tenancy_start", "date", required=True, dates=DAYS),
                Column("Tenancy End", "tenancy_end", "date", dates=DAYS),
            ),
        ),
        File(
            name="housing_arrears",
            pattern="housing_arrears_*.csv",
            kind="csv",
            key=("tenancy_ref", "arrears_from"),
            empty_ok=True,
            columns=(
                Column("Tenancy Ref", "tenancy_ref", required=True),
                Column("Arrears From", "arrears_from", "date", required=True, dates=DAYS),
                Column("Arrears To", "arrears_to", "date", dates=DAYS),
                Column("Highest Balance £", "highest_balance", "number", also_called=("Highest Balance",)),
                Column("Weeks Owed", "weeks_owed", "number"),
                Column(
                    "How It Ended",
                    "how_it_ended",
                    "code",
                    codes={"PAID": "Paid off", "OFF": "Written off or passed on"},
                ),
            ),
        ),
        File(
            name="housing_notices",
            pattern="housing_notices_*.csv",
            kind="csv",
            key=("notice_ref",),
            empty_ok=True,
            columns=(
                Column("Notice Ref", "notice_ref", required=True),
                Column("Tenancy Ref", "tenancy_ref", required=True),
                Column("Notice Type", "notice_type", "code", required=True, codes=NOTICES),
                Column("Served On", "served_on", "date", required=True, dates=DAYS),
            ),
        ),
        File(
            name="housing_support",
            pattern="housing_support_*.csv",
            kind="csv",
            key=("support_ref",),
            empty_ok=True,
            columns=(
                Column("Support Ref", "support_ref", required=True),
                Column("Tenancy Ref", "tenancy_ref", required=True),
                Column("Officer Code", "officer_code", required=True),
                Column("Officer Name", "officer_name"),
                Column("Officer Email", "officer_email"),
                Column("Officer Telephone", "officer_telephone"),
                Column("Support Start", "support_start", "date", required=True, dates=DAYS),
                Column("Support End", "support_end", "date", dates=DAYS),
                Column("Last Visit", "last_visit_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="WEEK",
)

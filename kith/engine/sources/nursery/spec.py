"""Declares the early years headcount: one row for each child, provider and term of funding."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d-%b-%y",)

SOURCE = Source(
    name="nursery",
    title="Nursery places",
    agency_kind="N",
    agency_id="NURSERIES",
    category="SCHOOL",
    purpose="Know which nursery a small child goes to, and which adult signed for the place.",
    necessity=(
        "Each child's row is needed because the nursery sees a two to four-year-old more than any service does, and "
        "the form names the parent beside the child."
    ),
    about_everyone=True,
    fills=("agency", "person", "address", "relation", "involvement", "worker"),
    files=(
        File(
            name="nursery_places",
            pattern="nursery_headcount_*.csv",
            kind="csv",
            key=("child_id", "provider_urn", "start_on"),
            columns=(
                Column("Provider URN", "provider_urn", required=True),
                Column("Provider Name", "provider_name", required=True),
                Column("Child ID", "child_id", required=True),
                Column("Child First Name", "child_first_name"),
                Column("Child Surname", "child_surname"),
                Column("Preferred Name", "preferred_name"),
                Column("Child DOB", "born_on", "date", dates=DAYS),
                Column("Sex", "sex"),
                Column("Address", "address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Parent ID", "parent_id"),
                Column("Parent First Name", "parent_first_name"),
                Column("Parent Surname", "parent_surname"),
                Column(
                    "Relationship",
                    "relationship",
                    "code",
                    codes={
                        "Mother": "Mother",
                        "Father": "Father",
                        "Step-parent": "Step-parent",
                        "Grandparent": "Grandparent",
                        "Foster carer": "Foster carer",
                        "Guardian": "Guardian",
                    },
                ),
                Column("Key Person ID", "key_person_id"),
                Column("Key Person", "key_person"),
                Column("Key Person Email", "key_person_email"),
                Column("Key Person Tel", "key_person_tel"),
                Column("Start", "start_on", "date", required=True, dates=DAYS),
                Column("End", "end_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="TERM",
)

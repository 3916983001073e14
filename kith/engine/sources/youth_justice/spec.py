"""Declares the youth justice case system's extract: children, interventions with their worker, and offences."""

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.youth_justice import INTERVENTIONS, OFFENCES

DAYS = ("%d %b %Y",)

SOURCE = Source(
    name="youth_justice",
    title="Youth justice",
    agency_kind="Y",
    agency_id="YJS",
    category="YOUTH_JUSTICE",
    purpose="Know which children the service works with, through which order or programme, and who their worker is.",
    necessity=(
        "Each child's row is needed so that a family's lead worker and the youth justice worker know of each other and "
        "do not make two plans for one child."
    ),
    fills=("agency", "person", "address", "relation", "involvement", "fact", "worker"),
    files=(
        File(
            name="youth_justice_children",
            pattern="youth_justice_children_*.csv",
            kind="csv",
            key=("child_no",),
            columns=(
                Column("YJ Number", "child_no", required=True),
                Column("First Name(s)", "first_names"),
                Column("Last Name", "last_name"),
                Column("Also Known As", "known_as"),
                Column("D.O.B.", "born_on", "date", dates=DAYS),
                Column("Gender", "gender"),
                Column("Ethnicity", "ethnicity"),
                Column("Address", "address"),
                Column("Post Code", "postcode", "postcode"),
                Column("At Address Since", "address_from", "date", dates=DAYS),
                Column("Parent/Carer No", "carer_no"),
                Column("Parent/Carer Name", "carer_name"),
                Column(
                    "Parent/Carer Relationship",
                    "carer_relationship",
                    "code",
                    codes={
                        "M": "Mother",
                        "F": "Father",
                        "SM": "Step-mother",
                        "SF": "Step-father",
                        "GP": "Grandparent",
                        "LAC": "Local authority",
                        "O": "Other",
                    },
                ),
            ),
        ),
        File(
            name="youth_justice_interventions",
            pattern="youth_justice_interventions_*.csv",
            kind="csv",
            key=("intervention_no",),
            empty_ok=True,
            columns=(
                Column("Intervention No", "intervention_no", required=True),
                Column("YJ Number", "child_no", required=True),
                Column("Type", "type", "code", required=True, codes=INTERVENTIONS),
                Column("Start", "start_on", "date", required=True, dates=DAYS),
                Column("End", "end_on", "date", dates=DAYS),
                Column("Worker ID", "worker_id"),
                Column("Worker", "worker"),
                Column("Worker Email", "worker_email"),
                Column("Worker Tel", "worker_tel"),
                Column("Last Contact", "last_contact_on", "date", dates=DAYS),
            ),
        ),
        File(
            name="youth_justice_offences",
            pattern="youth_justice_offences_*.csv",
            kind="csv",
            key=("offence_no",),
            empty_ok=True,
            columns=(
                Column("Offence No", "offence_no", required=True),
                Column("YJ Number", "child_no", required=True),
                Column("Offence Date", "offence_on", "date", required=True, dates=DAYS),
                Column("Category", "category", "code", required=True, codes=OFFENCES),
            ),
        ),
    ),
    every="WEEK",
)

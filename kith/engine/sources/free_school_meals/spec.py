"""Declares the free school meal register: one row for each child and spell of entitlement."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d-%m-%Y",)

SOURCE = Source(
    name="free_school_meals",
    title="Free school meals",
    agency_kind="D",
    agency_id="BENEFITS",
    category="BENEFITS",
    purpose="Know which children have free meals, and tie each child to the adult who applied.",
    necessity=(
        "Each child's row is needed because the application names an adult together with the child's pupil number, "
        "which no other list does for children in no other service."
    ),
    about_everyone=True,
    fills=("agency", "person", "address", "relation", "fact"),
    files=(
        File(
            name="free_school_meals_children",
            pattern="fsm_register_*.csv",
            kind="csv",
            key=("application_id",),
            columns=(
                Column("Application ID", "application_id", required=True),
                Column("Child Ref", "child_ref", required=True),
                Column("Child Forename", "child_forename"),
                Column("Child Surname", "child_surname"),
                Column("Child DOB", "child_born_on", "date", dates=DAYS),
                Column("UPN", "upn", "upn"),
                Column("Parent Ref", "parent_ref"),
                Column("Parent Forename", "parent_forename"),
                Column("Parent Surname", "parent_surname"),
                Column("Parent DOB", "parent_born_on", "date", dates=DAYS),
                Column("Address 1", "address_1"),
                Column("Address 2", "address_2"),
                Column("Postcode", "postcode", "postcode"),
                Column(
                    "Check Result",
                    "check_result",
                    "code",
                    required=True,
                    codes={"FOUND": "Entitled", "NOT FOUND": "Not entitled", "MANUAL": "Entitled, checked by hand"},
                ),
                Column("Eligible From", "eligible_from", "date", dates=DAYS),
                Column("Eligible To", "eligible_to", "date", dates=DAYS),
            ),
        ),
    ),
    every="WEEK",
)

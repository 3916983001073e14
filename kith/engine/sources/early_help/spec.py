"""Declares the early help (CAF) register: people of each case, the team around them, and the workers."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.early_help_closures import EARLY_HELP_CLOSURES
from kith.vocabulary.codes.early_help_reasons import EARLY_HELP_REASONS

DAYS = ("%d/%m/%Y",)

# How the people of a case are related to the child it began with. "Self" is that child.
RELATIONSHIPS = {
    "Self": "the child it began with",
    "Mother": "PARENT",
    "Father": "PARENT",
    "Step-parent": "STEP_PARENT",
    "Carer": "CARER",
    "Grandparent": "GRANDPARENT",
    "Mother's parent": "GRANDPARENT",
    "Father's parent": "GRANDPARENT",
    "Sibling": "SIBLING",
    "Half-sibling": "HALF_SIBLING",
    "Other": "OTHER_RELATIVE",
}

# The register's words for kinds of agency, and the letter of each in Kith.
AGENCY_TYPES = {
    "School": "S",
    "Nursery": "N",
    "Council early help": "E",
    "Council social care": "C",
    "Health": "H",
    "Mental health": "M",
    "Youth justice": "Y",
    "Voluntary": "V",
    "Housing": "L",
    "Police": "P",
}

REGISTER = File(
    name="caf_register",
    pattern="caf_register_*.csv",
    kind="csv",
    key=("caf_number", "person_number"),
    columns=(
        Column("CAF No", "caf_number", required=True),
        Column("Person No", "person_number", required=True),
        Column("Relationship to child", "relationship", "code", codes=RELATIONSHIPS),
        Column("Forename", "forename"),
        Column("Surname", "surname"),
        Column("Known as", "known_as"),
        Column("DOB", "born_on", "date", dates=DAYS),
        Column("Due date", "due_on", "date", dates=DAYS),
        Column("Date of death", "died_on", "date", dates=DAYS),
        Column(
            "Gender",
            "sex",
            "code",
            codes={"Male": "Male", "Female": "Female", "Other": "Other", "Not known": "Not known"},
        ),
        Column("UPN", "upn", "upn"),
        Column("Address", "address_line"),
        Column("Postcode", "postcode", "postcode"),
        Column("Date opened", "opened_on", "date", required=True, dates=DAYS),
        Column("Date assessed", "assessed_on", "date", dates=DAYS),
        Column("Holding agency", "agency_code", required=True),
        Column("Holding agency type", "agency_type", "code", required=True, codes=AGENCY_TYPES),
        Column("Holding agency name", "agency_name"),
        Column("Main reason", "reason", "code", codes=EARLY_HELP_REASONS),
        Column("Date closed", "closed_on", "date", dates=DAYS),
        Column("Closure reason", "closure", "code", codes=EARLY_HELP_CLOSURES),
    ),
)

TEAM = File(
    name="caf_team",
    pattern="caf_team_*.csv",
    kind="csv",
    optional=True,
    empty_ok=True,
    columns=(
        Column("CAF No", "caf_number"),
        Column("Person No", "person_number", required=True),
        Column("Agency", "agency_code", required=True),
        Column("Agency type", "agency_type", "code", required=True, codes=AGENCY_TYPES),
        Column("Agency name", "agency_name"),
        Column("Service", "service"),
        Column("Staff ID", "staff_id"),
        Column("Role", "role"),
        Column("Lead worker?", "is_lead", "yes_no"),
        Column("From", "started_on", "date", required=True, dates=DAYS),
        Column("To", "ended_on", "date", dates=DAYS),
        Column("Last contact", "last_contact_on", "date", dates=DAYS),
    ),
)

WORKERS = File(
    name="caf_workers",
    pattern="caf_workers_*.csv",
    kind="csv",
    optional=True,
    empty_ok=True,
    key=("agency_code", "staff_id"),
    columns=(
        Column("Agency", "agency_code", required=True),
        Column("Agency type", "agency_type", "code", required=True, codes=AGENCY_TYPES),
        Column("Agency name", "agency_name"),
        Column("Staff ID", "staff_id", required=True),
        Column("Name", "name"),
        Column("Job title", "job_title"),
        Column("Team", "team"),
        Column("E-mail", "email"),
        Column("Telephone", "phone"),
    ),
)

SOURCE = Source(
    name="early_help",
    title="Early help (CAF) register",
    agency_kind="E",
    agency_id="COUNCIL_EH",
    files=(REGISTER, TEAM, WORKERS),
    fills=("person", "address", "relation", "involvement", "fact", "agency", "worker"),
    category="EARLY_HELP",
    purpose="To show which families have early help, who leads it and who is in the team around them.",
    necessity="Each row is somebody a family named as part of its own early help; without it nobody can see who "
    "already helps, and schools, health and the council start again from nothing.",
    every="WEEK",
)

"""Declares the schools' lists of contacts (parents, step-parents, carers) and of pupils who are supported there."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.school_contact_kinds import SCHOOL_CONTACT_KINDS

DAYS = ("%d %b %Y",)

SOURCE = Source(
    name="school_contacts",
    title="School contacts and support",
    agency_kind="S",
    agency_id="COUNCIL_SCHOOLS",
    files=(
        File(
            name="school_contacts",
            pattern="pupil_contacts_*.txt",
            kind="csv",
            key=("laestab", "adno", "contact_id"),
            columns=(
                Column("LAESTAB", "laestab", required=True),
                Column("School", "school"),
                Column("Adno", "adno", required=True),
                Column("UPN", "upn", "upn"),
                Column("Legal Surname", "surname"),
                Column("Legal Forename", "forename"),
                Column("DOB", "born_on", "date", dates=DAYS),
                Column("Contact ID", "contact_id", required=True),
                Column("Priority", "priority", "whole"),
                Column("Title", "title"),
                Column("Contact Forename", "contact_forename"),
                Column("Contact Surname", "contact_surname"),
                Column("Relationship", "relationship", "code", required=True, codes=SCHOOL_CONTACT_KINDS),
                Column("Lives with pupil", "lives_with_pupil", "yes_no"),
                Column("Leaving date", "left_on", "date", dates=DAYS),
                Column("House and street", "address_line"),
                Column("Town", "town"),
                Column("Postcode", "postcode", "postcode"),
            ),
        ),
        File(
            name="school_support",
            pattern="pupil_support_*.txt",
            kind="csv",
            optional=True,
            empty_ok=True,
            columns=(
                Column("LAESTAB", "laestab", required=True),
                Column("Adno", "adno", required=True),
                Column("Staff code", "staff_id", required=True),
                Column("Support", "service"),
                Column("Role", "role"),
                Column("Start", "started_on", "date", required=True, dates=DAYS),
                Column("End", "ended_on", "date", dates=DAYS),
                Column("Last met", "last_contact_on", "date", dates=DAYS),
            ),
        ),
    ),
    fills=("person", "address", "relation", "involvement", "agency"),
    category="RELATIONS",
    purpose="To know who the parents, step-parents and carers of a child are, so that help goes to the whole family.",
    necessity="The case system knows mothers at best; only the school's list says who a child's father, step-parent or "
    "carer is, and without them half of each family stays unseen and is asked everything again.",
    about_everyone=True,
    every="TERM",
)

"""Declares the attendance extract: sessions possible and missed, one row for each pupil and term."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d/%m/%Y",)

SOURCE = Source(
    name="attendance",
    title="School attendance",
    agency_kind="S",
    agency_id="COUNCIL_SCHOOLS",
    files=(
        File(
            name="attendance",
            pattern="attendance_*.csv",
            kind="csv",
            key=("estab", "adno", "term_start"),
            columns=(
                Column("DfE Number", "estab", required=True),
                Column("School", "school"),
                Column("Adno", "adno", required=True),
                Column("UPN", "upn", "upn"),
                Column("Pupil Name", "pupil_name"),
                Column("Date of Birth", "born_on", "date", dates=DAYS),
                Column("Gender", "sex", "code", codes={"Male": "Male", "Female": "Female"}),
                Column("Term", "term"),
                Column("Term Start", "term_start", "date", required=True, dates=DAYS),
                Column("Term End", "term_end", "date", required=True, dates=DAYS),
                Column("Possible Sessions", "possible", "whole", required=True),
                Column("Authorised Absences", "authorised", "whole"),
                Column("Unauthorised Absences", "unauthorised", "whole"),
            ),
        ),
    ),
    fills=("person", "fact", "agency"),
    category="ATTENDANCE",
    purpose="To see when a child began to miss school, and when they came back, beside what else happened at home.",
    necessity="A child who misses more than one session in ten is often the first sign that a family needs help, and "
    "better attendance the first sign that help works; both need every pupil's sessions.",
    about_everyone=True,
    every="HALF_TERM",
)

"""Declares the school census extract: every pupil on a roll, as the schools' returns hold them."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.ethnicity import ETHNICITIES
from kith.vocabulary.codes.sen_provision import SEN_PROVISION

SOURCE = Source(
    name="school_census",
    title="School census",
    agency_kind="S",
    agency_id="COUNCIL_SCHOOLS",
    files=(
        File(
            name="school_census",
            pattern="school_census_*.csv",
            kind="csv",
            key=("laestab", "admission_number"),
            columns=(
                Column("LAEstab", "laestab", required=True),
                Column("SchoolName", "school_name"),
                Column("AdmissionNumber", "admission_number", required=True),
                Column("UPN", "upn", "upn"),
                Column("Surname", "surname"),
                Column("Forename", "forename"),
                Column("MiddleNames", "middle_names"),
                Column("PreferredForename", "known_as"),
                Column("FormerSurname", "previous_surname"),
                Column("DOB", "born_on", "date"),
                Column("Sex", "sex", "code", codes={"M": "Male", "F": "Female"}),
                Column("Ethnicity", "ethnicity", "code", codes=ETHNICITIES),
                Column("NCyearActual", "year_group"),
                Column("EntryDate", "entered_on", "date", required=True),
                Column("LeavingDate", "left_on", "date"),
                Column("SENprovision", "sen", "code", codes=SEN_PROVISION),
                Column("SENprovisionDate", "sen_since", "date"),
                Column("AddressLine", "address_line"),
                Column("Town", "town"),
                Column("Postcode", "postcode", "postcode"),
                Column("UPRN", "uprn", "uprn"),
            ),
        ),
    ),
    fills=("person", "address", "fact", "agency"),
    category="SCHOOL",
    purpose="To link each child's records by the pupil number, and to show at which school a family's children are.",
    necessity="Nearly every child is on it with a pupil number, a date of birth and an address, so it is what ties the "
    "other agencies' records of one child together; without it children are joined by name alone, and wrongly.",
    about_everyone=True,
    every="TERM",
)

"""The council set: the example council's people, each source's rows as it writes them, and the council's truth."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from bench.linkage.writing import SetWriter, quoted
from kith.engine.progress import Silent
from kith.engine.synthetic.make import make_council

AS_AT = date(2026, 11, 20)


@dataclass(frozen=True)
class Source:
    """One file: where it lies, how it is read, and what its columns are; ``local`` is how the truth names a row."""

    name: str
    pattern: str
    local: str
    entry: dict[str, object]
    delimiter: str = ","


def _entry(
    number: str, first: str, last: str, birth: str, form: str | None = None, **rest: object
) -> dict[str, object]:
    born: object = {"column": birth, "format": form} if form else birth
    return {"record_id": number, "first_name": first, "last_name": last, "date_of_birth": born, **rest}


SOURCES = (
    Source("school_census", "school_census*.csv", "LAEstab || '-' || AdmissionNumber", _entry(
        "AdmissionNumber", "Forename", "Surname", "DOB", middle_name="MiddleNames", sex="Sex", address=["AddressLine"],
        town="Town", postcode="Postcode", identifiers={"upn": "UPN"}, group="Ethnicity"), "|"),
    Source("police", "police_nominals*.csv", "NOMINAL_REF", _entry(
        "NOMINAL_REF", "FORENAME_1", "SURNAME", "DOB", "%d-%b-%Y", middle_name="FORENAME_2", sex="GENDER",
        address=["HOME_ADDRESS"], postcode="POSTCODE"), "|"),
    Source("housing", "housing_tenancies*.csv", '"Person Ref"', _entry(
        "Person Ref", "Forename", "Surname", "Date of Birth", "%d/%m/%Y", sex="Gender", address=["Property Address"],
        postcode="Postcode")),
    Source("midwifery", "midwifery_bookings*.csv", '"Hospital No"', _entry(
        "Hospital No", "Forenames", "Surname", "DOB", "%d.%m.%Y", address=["Address"], postcode="Postcode",
        identifiers={"nhs_number": "NHS No"})),
    Source("mental_health", "mental_health_status*.csv", "PatientId", _entry(
        "PatientId", "GivenName", "FamilyName", "BirthDate", "%Y-%m-%dT%H:%M:%S", sex="Gender", postcode="PostCode",
        identifiers={"nhs_number": "NHSNumber"})),
    Source("adult_social_care", "adult_social_care*.txt", '"LA Unique Person ID"', _entry(
        "LA Unique Person ID", "Forename", "Surname", "Date of Birth", "%d/%m/%Y", sex="Gender", address=["Address"],
        postcode="Postcode", identifiers={"nhs_number": "NHS Number"}), "\t"),
    Source("exclusions", "EXCL*.csv", "LAESTAB || '-' || ADNO", _entry(
        "ADNO", "FORENAME", "SURNAME", "DOB", "%d-%b-%y", sex="SEX", identifiers={"upn": "UPN"}), ";"),
    Source("health_visiting", "health_visiting_caseload*.csv", "LOCAL_PATIENT_IDENTIFIER", _entry(
        "LOCAL_PATIENT_IDENTIFIER", "PERSON_GIVEN_NAME", "PERSON_FAMILY_NAME", "PERSON_BIRTH_DATE", "%Y%m%d",
        address=["ADDRESS_LINE_1", "ADDRESS_LINE_2"], town="ADDRESS_LINE_3", postcode="POSTCODE",
        identifiers={"nhs_number": "NHS_NUMBER"})),
    Source("ssd", "ssd_person*.csv", "pers_person_id", _entry(
        "pers_person_id", "pers_forename", "pers_surname", "pers_dob", "%Y-%m-%dT%H:%M:%S", sex="pers_sex",
        identifiers={"nhs_number": "pers_common_child_id"}, group="pers_ethnicity")),
    Source("early_help", "caf_register*.csv", '"Person No"', _entry(
        "Person No", "Forename", "Surname", "DOB", "%d/%m/%Y", sex="Gender", address=["Address"], postcode="Postcode",
        identifiers={"upn": "UPN"})),
    Source("nursery", "nursery_headcount*.csv", '"Child ID"', _entry(
        "Child ID", "Child First Name", "Child Surname", "Child DOB", "%d-%b-%y", sex="Sex", address=["Address"],
        postcode="Postcode")),
    Source("probation", "probation_supervisions*.csv", "CRN", {
        "record_id": "CRN", "full_name": "Name", "date_of_birth": {"column": "DOB", "format": "%Y/%m/%d"}, "sex": "Sex",
        "address": ["Main Address"], "postcode": "Main Postcode"}),
    Source("attendance", "attendance*.csv", "replace(\"DfE Number\", '/', '') || '-' || Adno", {
        "record_id": "Adno", "full_name": "Pupil Name",
        "date_of_birth": {"column": "Date of Birth", "format": "%d/%m/%Y"},
        "sex": "Gender", "identifiers": {"upn": "UPN"}}),
    Source("youth_justice", "youth_justice_children*.csv", '"YJ Number"', _entry(
        "YJ Number", "First Name(s)", "Last Name", "D.O.B.", "%d %b %Y", sex="Gender", address=["Address"],
        postcode="Post Code", group="Ethnicity"), ";"),
    Source("free_school_meals", "fsm_register*.csv", '"Child Ref"', _entry(
        "Child Ref", "Child Forename", "Child Surname", "Child DOB", "%d-%m-%Y", address=["Address 1"],
        town="Address 2",         postcode="Postcode", identifiers={"upn": "UPN"})),
    Source("benefits", "benefits_claims*.parquet", "person_id", _entry(
        "person_id", "first_name", "last_name", "birth_dt", "%Y%m%d", sex="gender_cd",
        address=["addr_line1"], town="addr_line2", postcode="addr_postcode")),
)  # fmt: skip


def make(folder: Path, *, seed: int = 1, people: int = 20_000) -> Path:
    """Make a council in a temporary folder and write its people."""
    with tempfile.TemporaryDirectory() as temporary:
        council = make_council(people, seed, Path(temporary) / "council", as_at=AS_AT, progress=Silent())
        database = duckdb.connect()
        _truth(database, council / "truth")
        writer = SetWriter(database, folder)
        for source in SOURCES:
            found = sorted((council / "extracts" / source.name).glob(source.pattern))[0]
            file_name = f"{source.name}{found.suffix if found.suffix == '.parquet' else '.csv'}"
            _rows(database, source, found, Path(temporary))
            writer.add("rows", file_name, source.entry)
        return writer.finish()


def _truth(database: duckdb.DuckDBPyConnection, truth: Path) -> None:
    """Who each record is, and the ordinary home they live in today."""
    for table in ("record", "person", "residence", "dwelling"):
        database.execute(f"create table true_{table} as from read_parquet({quoted(truth / table)[:-1]}.parquet')")
    database.execute(f"""
        create table known as
        select source, local_id, person_id, 'd' || any_value(dwelling_id) as dwelling, any_value(sex) as sex,
            any_value(ethnicity) as ethnicity, any_value(born_on) as born
        from true_record join true_person using (person_id)
        left join (select * from true_residence join true_dwelling using (dwelling_id)
            where valid_from <= date '{AS_AT}' and coalesce(valid_to, date '9999-01-01') > date '{AS_AT}'
                and kind in ('ORDINARY', 'HMO')) as living using (person_id)
        group by all""")


def _rows(database: duckdb.DuckDBPyConnection, source: Source, found: Path, folder: Path) -> None:
    """The distinct rows of the mapped columns; a person is there once for each way they are written."""
    if found.suffix == ".parquet":
        reader = f"read_parquet({quoted(found)})"
    else:
        plain = folder / "plain.csv"
        plain.write_text(_decoded(found.read_bytes()), encoding="utf-8")
        reader = f"read_csv({quoted(plain)}, all_varchar = true, header = true, delim = {quoted(source.delimiter)})"
    columns = ", ".join(f'"{column}"' for column in _columns(source.entry))
    number = str(source.entry["record_id"])
    database.execute(f"""
        create or replace table rows as
        select came.* exclude (local_id), hash(came) as _order, came."{number}" as _record_id,
            'p' || known.person_id as _person,
            known.dwelling as _household, known.dwelling as _dwelling, known.sex as _sex, known.ethnicity as _ethnicity,
            case when born is null then null when born > date '{AS_AT}' - interval 5 year then '0-4'
                when born > date '{AS_AT}' - interval 18 year then '5-17'
                when born > date '{AS_AT}' - interval 45 year then '18-44' else '45+' end as _age_band
        from (select distinct {columns}, {source.local} as local_id from {reader}) as came
        join known on known.source = {quoted(source.name)} and known.local_id = came.local_id""")


def _decoded(came: bytes) -> str:
    """Agencies save in three encodings."""
    if came[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return came.decode("utf-16")
    try:
        return came.decode("utf-8-sig")
    except UnicodeDecodeError:
        return came.decode("cp1252")


def _columns(entry: dict[str, object]) -> list[str]:
    found: list[str] = []
    for key, value in entry.items():
        if isinstance(value, list):
            found += [str(part) for part in value]
        elif isinstance(value, dict):
            found += [str(value["column"])] if key == "date_of_birth" else [str(part) for part in value.values()]
        else:
            found.append(str(value))
    return list(dict.fromkeys(found))

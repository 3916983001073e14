"""The harbour set: an American town of about 17,500 people over two years, as six files of five agencies see it.

Two files have no date of birth and one has no address. ``noise`` 1 is set A, 2.5 is set B.
"""

from __future__ import annotations

from pathlib import Path

from bench.linkage import places
from bench.linkage.world import make_world, read_sql
from bench.linkage.writing import SetWriter

MIX = {
    "american": 0.60, "hispanic": 0.16, "british": 0.07, "chinese": 0.05, "south_asian": 0.04, "arabic": 0.03,
    "polish": 0.03, "somali": 0.02,
}  # fmt: skip
_TRUTH = (
    "'p' || person as _person, if(communal, null, 'h' || home_now) as _household, "
    "if(communal, null, 'd' || dwelling_now) as _dwelling, sex as _sex, ethnicity as _ethnicity, "
    "age_band as _age_band, role as _other"
)
_HOME = {"town": "city", "region": "state", "postcode": "zip"}
FILES: dict[str, tuple[str, dict[str, object]]] = {
    "census": ("census.parquet", {
        "record_id": "record_id", "first_name": "first_name", "middle_name": "middle_initial", "last_name": "last_name",
        "date_of_birth": {"column": "date_of_birth", "format": "%m/%d/%Y"}, "sex": "sex",
        "address": ["unit_number", "street_number", "street_name"], "town": "city", "region": "state",
        "postcode": "zipcode", "group": "race_ethnicity",
    }),
    "survey": ("household_survey.csv", {
        "record_id": "interview_no", "first_name": "given_name", "middle_name": "middle_name",
        "last_name": "family_name", "date_of_birth": "birth_date", "sex": "gender", 
        "address": ["address"], **_HOME, "group": "ethnicity",
    }),
    "nutrition": ("nutrition.csv", {
        "record_id": "client_id", "first_name": "first_name", "middle_name": "mi", "last_name": "last_name",
        "date_of_birth": {"column": "dob", "format": "%m/%d/%Y"}, "sex": "sex", "address": ["apt", "house", "street"],
        **_HOME, "group": "race",
    }),
    "employees": ("tax_employees.parquet", {
        "first_name": "first_name", "middle_name": "middle_initial", "last_name": "last_name",
        "address": ["mailing_unit", "mailing_number", "mailing_street"], "town": "mailing_city",
        "region": "mailing_state", "postcode": "mailing_zip", "identifiers": {"national_number": "ssn"},
        "other": ["employer"],
    }),
    "returns": ("tax_returns.csv", {
        "record_id": "line_id", "first_name": "first", "middle_name": "mi", "last_name": "last",
        "address": ["unit", "street_number", "street"], **_HOME, "identifiers": {"national_number": "taxpayer_number"},
    }),
    "register": ("benefits_register.parquet", {
        "record_id": "claim_ref", "first_name": "first_name", "middle_name": "middle_name", "last_name": "last_name",
        "date_of_birth": {"column": "birth_date", "format": "%Y%m%d"}, "sex": "sex",
        "identifiers": {"national_number": "number"},
    }),
}  # fmt: skip


def make(folder: Path, *, seed: int = 1, noise: float = 1.0, people: int = 17_500) -> Path:
    """Write the set."""
    database = make_world(seed, people, MIX, places.american, noise=noise)
    communal = database.execute("select communal_from from world").fetchall()[0][0]
    words = {"seed": seed, "truth": _TRUTH, "communal_from": communal}
    database.execute(read_sql("harbour_files/ways.sql", words))
    database.execute(read_sql("harbour_files/seen.sql", words))
    database.execute(read_sql("full.sql", words))
    writer = SetWriter(database, folder)
    for table, (file_name, entry) in FILES.items():
        database.execute(read_sql(f"harbour_files/{table}.sql", words))
        writer.add(table, file_name, entry)
    return writer.finish()

"""The register set: one hard historical file of 50,000 entries about some 5,000 people, with no identifiers.

Names vary, most birthdays are missing or only a year, and many true pairs agree exactly on no simple key.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.linkage import places
from bench.linkage.world import make_world, read_sql
from bench.linkage.writing import SetWriter

MIX = {"british": 0.86, "american": 0.06, "polish": 0.03, "hispanic": 0.03, "south_asian": 0.02}
ENTRY: dict[str, object] = {
    "record_id": "entry_no", "full_name": "full_name", "date_of_birth": "dob", "sex": "gender", "postcode": "postcode",
    "other": ["occupation", "birth_place"],
}  # fmt: skip
_SLIPS = """
create or replace macro which_slip(k, s, plain, typo_of, heard_of) as case
    when draw(k, s || 'one') < 0.05 then typo_of
    when draw(k, s || 'one') < 0.10 then heard_of
    when draw(k, s || 'one') < 0.13 then scanned(heard_of, k, s)
    when draw(k, s || 'one') < 0.145 then typo(typo_of, k, s || '2')
    else plain end;
"""


def make(folder: Path, *, seed: int = 1, people: int = 5_150, rows: int = 50_000) -> Path:
    """Write the set."""
    database = make_world(seed, int(people * 1.1), MIX, places.british, communal=0.0)
    came = _places(np.random.default_rng(seed + 1))
    database.register("came", came)
    database.execute("create table place as from came")
    database.execute(_SLIPS)
    database.execute(read_sql("register.sql", {"seed": seed, "people": people, "rows": rows}))
    writer = SetWriter(database, folder)
    writer.add("registered", "register.csv", ENTRY)
    return writer.finish()


def _places(random: np.random.Generator) -> pa.Table:
    """Towns in counties, each with a code shaped like a postcode."""
    stems = "Cal Bran Tern Holm Wick Salt Ash Birk Thorn Mar Elm Stan Row Har Wen Ald Fen Pen Kil Dun".split()  # noqa: SIM905
    endings = "ton ley ford by ham worth mouth bury combe stead field wick minster port bridge".split()  # noqa: SIM905
    names = [stem + ending for ending in endings for stem in stems]
    counties = np.array(["Northmere", "Eastmark", "Westfold", "Southing", "Midreach", "Highfell"], dtype=object)
    letters = np.array(list("ABDEFGHJLNPQRSTUWXYZ"), dtype=object)
    count = 700
    draws = random.integers(0, 20, (3, count))
    at = np.arange(count)
    digits = [(at % 40).astype(str).astype(object), (draws[2] % 9 + 1).astype(str).astype(object)]
    code = "QX" + digits[0] + " " + digits[1] + letters[draws[0]] + letters[draws[1]]
    town = np.array(names, dtype=object)[at % len(names)]
    return pa.table({"at": at, "place": pa.array(town), "county": pa.array(counties[at % 6]), "code": pa.array(code)})

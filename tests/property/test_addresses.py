"""What must hold of every address: read again it says the same, and neither order, case nor short words change it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.engine.addresses.run import prepare_words, read_addresses
from kith.engine.store import Database, open_database

NAMES = st.sampled_from(["Tern", "Heron", "Saint Agnes", "Old Mill", "Queen Anne", "King's", "North", "Rosemary"])
ENDS = st.sampled_from(
    [("Road", "RD"), ("Street", "St."), ("Avenue", "Ave"), ("Lane", "ln"), ("Close", "Cl"), ("Gardens", "Gdns")]
)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}[A-H]?", fullmatch=True)
UNITS = st.from_regex(r"[1-9][0-9]?[A-D]?", fullmatch=True)
FLATS = st.sampled_from(["Flat {}", "FLAT {},", "Apartment {},", "Apt. {}", "unit {}", "#{}", "Flat No. {}"])


def _reader() -> Database:
    database = open_database()
    prepare_words(database)
    return database


DATABASE = _reader()


def forms(*lines: str, postcode: str | None = "LS1 4AB", town: str | None = "Wexmoor") -> list[tuple[object, ...]]:
    """Return (form, unit, number, stem, says) of each line."""
    DATABASE.execute(
        """
        create or replace table addresses.written as
        select unnest(range(len($lines))) as key, unnest($lines) as address, $town::varchar as town,
            null::varchar as region, $postcode::varchar as postcode
        """,
        {"lines": list(lines), "town": town, "postcode": postcode},
    )
    read_addresses(DATABASE)
    return DATABASE.execute("select form, unit, number, stem, says from addresses.normal order by key").fetchall()


FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(NUMBERS, NAMES, ENDS, UNITS, FLATS)
def test_short_words_case_and_order_change_nothing(number, name, end, unit, flat) -> None:
    street = f"{name} {end[0]}"
    ways = (
        f"{flat.format(unit)} {number} {street}",
        f"{number} {street}, {flat.format(unit).strip(',')}",
        f"{flat.format(unit)} {number} {name} {end[1]}".upper(),
        f"{flat.format(unit)} {number} {street}, Wexmoor, LS1 4AB".lower(),
    )
    read = forms(*ways)
    assert len({row[0] for row in read}) == 1, read
    assert read[0][1] == unit


@FEW
@given(NUMBERS, NAMES, ENDS, st.none() | UNITS)
def test_a_normal_form_read_again_is_itself(number, name, end, unit) -> None:
    first = forms(f"Flat {unit}, {number} {name} {end[0]}" if unit else f"{number} {name} {end[0]}")[0]
    street = DATABASE.execute("select street from addresses.normal").fetchall()[0][0]
    parts = [f"FLAT {first[1]}" if first[1] else "", str(first[2]), street]
    assert forms(" ".join(part for part in parts if part))[0] == first


@FEW
@given(NUMBERS, NUMBERS, NAMES, ENDS)
def test_two_numbers_are_two_forms(one, other, name, end) -> None:
    read = forms(f"{one} {name} {end[0]}", f"{other} {name} {end[0]}")
    assert (read[0][0] == read[1][0]) == (one == other)


@FEW
@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_whatever_is_written_is_read_once_and_never_fails(lines) -> None:
    read = forms(*lines, postcode=None, town=None)
    assert len(read) == len(lines)
    assert {row[4] for row in read} <= {"PLACE", "CARE_OF", "BOX", "NOWHERE", "NOTHING", "TOO_LITTLE", "NO_STREET"}

"""Which records speak of one household: every record has one, and people's other records put slips right."""

from __future__ import annotations

from kith.engine.addresses.households import find_households
from kith.engine.addresses.run import find_dwellings
from kith.engine.store import open_database

Record = tuple[int, str, str | None]  # person, family name, address; "" is a postcode alone


def households(*records: Record, sources: str | None = None) -> list[int]:
    """Return the household of each record, in order; ``sources`` has a letter for the source of each."""
    database = open_database()
    database.execute("create schema linking")
    database.execute(
        "create table linking.raw (n BIGINT, source VARCHAR, last_name VARCHAR, address VARCHAR, town VARCHAR,"
        " region VARCHAR, postcode VARCHAR)"
    )
    database.execute("create table linking.label (n BIGINT, label BIGINT)")
    for n, (person, name, address) in enumerate(records, start=1):
        place = (address or None, "Wexmoor" if address else None, None if address is None else "LS1 4AB")
        source = sources[n - 1] if sources else "a"
        database.execute("insert into linking.raw values ($1, $2, $3, $4, $5, null, $6)", [n, source, name, *place])
        database.execute("insert into linking.label values ($1, $2)", [n, person])
    find_dwellings(database)
    find_households(database)
    found = database.execute("select n, household from linking.household order by n").fetchall()
    assert [row[0] for row in found] == list(range(1, len(records) + 1))
    return [row[1] for row in found]


def test_people_at_one_dwelling_are_one_household_and_the_next_door_another() -> None:
    found = households((1, "Tern", "12 Heron Road"), (2, "Tern", "12 Heron Rd"), (3, "Coot", "14 Heron Road"))
    assert found[0] == found[1] != found[2]


def test_a_record_without_an_address_goes_where_the_person_lives() -> None:
    found = households((1, "Tern", "12 Heron Road"), (1, "Tern", None), (2, "Coot", None), (3, "Coot", None))
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_a_wrong_digit_comes_back_through_the_person() -> None:
    home = [(1, "Tern", "12 Heron Road"), (2, "Tern", "12 Heron Road"), (1, "Tern", "12 Heron Road")]
    found = households(*home, (1, "Tern", "13 Heron Road"), (3, "Coot", "13 Heron Road"))
    assert found[3] == found[0]
    assert found[4] != found[0]


def test_a_move_to_another_street_is_not_a_slip() -> None:
    found = households((1, "Tern", "12 Heron Road"), (2, "Tern", "12 Heron Road"), (1, "Tern", "87 Curlew Lane"))
    assert found[0] == found[1] != found[2]


def test_a_house_of_flats_without_the_flat_is_found_by_person_then_by_name() -> None:
    flats = [(1, "Tern", "Flat 1, 12 Heron Road"), (2, "Coot", "Flat 2, 12 Heron Road")]
    found = households(*flats, (2, "Coot", "12 Heron Road"), (3, "Tern", "12 Heron Road"), (4, "Rook", "12 Heron Road"))
    assert found[2] == found[1]
    assert found[3] == found[0]
    assert found[4] not in found[:4]


def test_those_who_share_a_post_box_are_a_household_and_those_at_an_offices_are_not() -> None:
    few = households((1, "Tern", "PO Box 7"), (2, "Coot", "PO Box 7"), (3, "Rook", "PO Box 8"))
    assert few[0] == few[1] != few[2]
    many = households(*((person, "Tern", "PO Box 7") for person in range(1, 12)))
    assert len(set(many)) == 11


def test_a_box_goes_with_the_house_of_those_who_share_it() -> None:
    found = households((1, "Tern", "12 Heron Road"), (2, "Tern", "PO Box 7"), (1, "Tern", "PO Box 7"))
    assert len(set(found)) == 1


def test_people_never_there_together_are_two_households_one_after_the_other() -> None:
    left = [(1, "Tern", "12 Heron Road"), (1, "Tern", "5 Coot Lane")]
    came = [(2, "Rook", "8 Mill Close"), (2, "Rook", "12 Heron Road")]
    found = households(*left, *came, sources="abab")
    assert found[0] != found[3]


def test_people_seen_there_together_stay_together_though_one_leaves() -> None:
    both = [(1, "Tern", "12 Heron Road"), (2, "Rook", "12 Heron Road")]
    found = households(*both, (1, "Tern", "5 Coot Lane"), (2, "Rook", "12 Heron Road"), sources="aabb")
    assert found[0] == found[1] == found[3] != found[2]


def test_a_household_that_moves_is_the_household_it_was() -> None:
    before = [(person, "Tern", "12 Heron Road") for person in (1, 2, 3)]
    after = [(person, "Tern", "5 Coot Lane") for person in (1, 2, 3)]
    found = households(*before, *after, sources="aaabbb")
    assert len(set(found)) == 1


def test_a_child_who_leaves_home_does_not_take_the_household_along() -> None:
    parents = [(1, "Tern", "12 Heron Road"), (2, "Tern", "12 Heron Road"), (3, "Tern", "12 Heron Road")]
    found = households(*parents, (3, "Tern", "5 Coot Lane"), (4, "Rook", "5 Coot Lane"), sources="aaabb")
    assert found[0] != found[3] == found[4]


def test_whoever_lives_everywhere_is_not_compared_with_everybody() -> None:
    everywhere = [(1, "Tern", f"{number} Heron Road") for number in range(1, 31)]
    assert len(set(households(*everywhere))) == 30
    assert len(set(households(*everywhere[:3:2]))) == 1  # somebody alone who moved once


def test_of_many_people_at_one_address_each_family_name_is_a_household() -> None:
    """A hostel, or an office's address: ten thousand people are not one household, and a family there still is."""
    birds = ("Tern", "Coot", "Rook", "Wren", "Dunlin", "Knot")
    crowd = [(place, birds[place % 6], "12 Heron Road") for place in range(12)]
    found = households(*crowd, (0, "Tern", None))
    assert len(set(found)) == 6
    assert found[0] == found[6] == found[12] != found[1]


def test_of_a_crowd_those_who_give_no_name_are_each_alone() -> None:
    crowd = [(place, f"Tern{'abcdef'[place % 6]}", "12 Heron Road") for place in range(12)]
    found = households(*crowd, (20, "", "12 Heron Road"), (21, "", "12 Heron Road"))
    assert len(set(found)) == 8


def test_a_large_family_is_one_household() -> None:
    """Four generations under two names are more than ten people, and no hostel."""
    found = households(*((place, ("Tern", "Coot")[place % 2], "12 Heron Road") for place in range(14)))
    assert len(set(found)) == 1


def test_ten_people_of_many_names_are_one_household_still() -> None:
    found = households(*((place, f"Tern{'abcdefghij'[place]}", "12 Heron Road") for place in range(10)))
    assert len(set(found)) == 1


def test_a_postcode_of_a_street_finds_the_one_household_of_the_name() -> None:
    homes = [(1, "Tern", "12 Heron Road"), (2, "Coot", "14 Heron Road"), (3, "Coot", "16 Heron Road")]
    found = households(*homes, (4, "Tern", ""), (5, "Coot", ""), (6, "Rook", ""), (7, "Rook", ""))
    assert found[3] == found[0]
    assert found[4] not in found[:4]  # either of two
    assert found[5] == found[6]


def test_more_of_a_name_than_a_household_holds_are_not_one() -> None:
    found = households(*((person, "Tern", "") for person in range(1, 13)))
    assert len(set(found)) == 12

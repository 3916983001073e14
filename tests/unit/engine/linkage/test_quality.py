"""The quality of a linkage on a few records, every number counted by hand."""

from __future__ import annotations

import json

import pytest

from kith.engine.linkage.quality.pieces import pieces
from kith.engine.linkage.quality.shape import Quality
from tests.builders.small_linkage import IDENTIFIER, NAMES, PLACE, SmallLinkage


@pytest.fixture
def made() -> SmallLinkage:
    return SmallLinkage()


def test_nothing_at_all(made: SmallLinkage) -> None:
    quality = made.measure()
    assert (quality.records, quality.people, quality.lost, quality.largest) == (0, 0, 0, 0)
    assert quality.recall.found is None
    assert quality.precision.looked is None
    assert quality.groups == ()


def test_a_record_without_a_person_is_lost(made: SmallLinkage) -> None:
    made.add(1)
    made.add(None)
    assert made.measure().lost == 1


def test_recall_with_and_without_the_number(made: SmallLinkage) -> None:
    """Of five pairs that share a number four were found, three would be by names alone, two without a third record."""
    for label in (1, 1, 1):  # 1-2 by names, 2-3 by names, 1-3 by the number alone
        made.add(label, nhs="A")
    made.pair(1, 2, 24, number=20)
    made.pair(1, 3, 21, number=20)
    made.pair(2, 3, 25, number=20)
    made.add(4, nhs="B")
    made.add(4, nhs="B")
    made.pair(4, 5, 22, number=20)
    made.add(6, nhs="C")
    made.add(7, nhs="C")
    made.pair(6, 7, 1, number=0)
    made.add(8, nhs="D")  # nobody else holds it
    recall = made.measure().recall
    assert recall.found is not None
    assert recall.unaided is not None
    assert recall.alone is not None
    assert (recall.found.found, recall.found.of) == (4, 5)
    assert (recall.unaided.found, recall.unaided.of) == (3, 5)  # 1-3 through 2
    assert (recall.alone.found, recall.alone.of) == (2, 5)
    assert recall.with_identifier == 8
    assert recall.sources == 0


@pytest.mark.parametrize(
    ("pair", "unaided"),
    [
        ({"weight": 24}, 1),
        ({"weight": 23.9}, 0),
        ({"weight": 30, "forename": 0}, 0),  # only the number overcame another first name
        ({"weight": 30, "birth": 0}, 0),
        ({"weight": 30, "birth": -1}, 1),  # missing never counts against
        ({"weight": 30, "veto": "COULD_BE_EITHER"}, 0),
        ({"weight": 30, "rules": IDENTIFIER}, 0),  # nothing else would have brought them together
        ({"weight": 30, "rules": IDENTIFIER | PLACE}, 1),
    ],
)
def test_what_would_have_linked_without_the_number(made: SmallLinkage, pair: dict, unaided: int) -> None:
    made.add(1, nhs="A")
    made.add(1, nhs="A")
    made.pair(1, 2, number=20, **pair)
    recall = made.measure().recall
    assert recall.found is not None
    assert recall.unaided is not None
    assert (recall.found.found, recall.unaided.found) == (1, unaided)


def test_pairs_that_say_nothing_beside_the_number_are_told_apart(made: SmallLinkage) -> None:
    made.add(1, nhs="A")
    made.add(1, nhs="A", forename=None, surname=None, birth=None)
    made.pair(1, 2, 20, number=20)
    recall = made.measure().recall
    assert recall.unaided is not None
    assert (recall.unaided.found, recall.unaided.of) == (0, 1)
    assert recall.enough is None


def test_a_borrowed_number_does_not_count_against_recall(made: SmallLinkage) -> None:
    made.add(1, nhs="A")
    made.add(2, nhs="A", forename="JAY", birth="19860122")  # the mother's, on her baby's card
    made.add(3, nhs="B")
    made.add(4, nhs="B", forename="JAY", birth="20140605")  # day and month swapped: no other person for that
    recall = made.measure().recall
    assert recall.contradicting == 1
    assert recall.found is not None
    assert (recall.found.found, recall.found.of) == (0, 1)


def test_a_number_on_too_many_records_is_no_number(made: SmallLinkage) -> None:
    for _ in range(21):
        made.add(1, nhs="A")
    recall = made.measure().recall
    assert recall.crowded == 1
    assert recall.found is None


def test_contradictions_inside_people(made: SmallLinkage) -> None:
    made.add(1, nhs="A")
    made.add(1, nhs="A")
    made.add(1, nhs="B")  # two verified numbers: two of the three pairs are contradicted
    made.add(4)
    made.add(4, birth="20140507")  # a slip of the pen
    made.add(6)
    made.add(6, forename="JAY", birth="20150506", sex="M")  # another letter and another year
    made.add(8)
    made.add(8)
    made.add(10, sex="M")
    precision = made.measure().precision
    assert precision.several == 4
    assert precision.contradictions == {"NUMBERS": 1, "BIRTHS": 2, "SEXES": 1, "LISTED_TWICE": 0}
    assert precision.pairs_contradicting == 2
    assert precision.mixed is not None
    assert (precision.mixed.found, precision.mixed.of) == (2, 4)


def test_who_seldom_lists_twice(made: SmallLinkage) -> None:
    for label in range(1, 101):
        made.add(label, lister_number=1)
        made.add(label, lister_number=2 if label % 2 else 3)
    made.add(7, lister_number=1)  # once in a hundred
    assert made.measure().precision.contradictions["LISTED_TWICE"] == 1
    for label in range(1, 31):
        made.add(label, lister_number=1)  # now it is usual there
    assert made.measure().precision.contradictions["LISTED_TWICE"] == 0


def test_precision_by_those_who_looked(made: SmallLinkage) -> None:
    """Four links were drawn: two are right, one was taken apart because it was wrong, one no longer is a link."""
    for label in (1, 1, 3, 3, 5, 6, 7, 8, 9, 9):
        made.add(label)
    made.pair(1, 2, 10)
    made.pair(3, 4, 10)
    made.pair(5, 6, 10, veto="PEOPLE_SAID_NOT_THE_SAME")
    made.pair(7, 8, 1)
    made.pair(9, 10, 10)
    made.labelled = [(1, 2, True, True), (3, 4, True, True), (5, 6, False, True), (7, 8, False, True)]
    made.labelled.append((9, 10, False, False))  # asked because it was doubtful: it says nothing of links in general
    looked = made.measure().precision.looked
    assert looked is not None
    assert (looked.found, looked.of) == (2, 3)


def test_records_that_say_too_little(made: SmallLinkage) -> None:
    made.add(1, forename=None, surname=None)
    made.add(2, forename=None, initial="E")
    made.add(3, birth=None, dwellings=[])
    made.add(4, birth=None, dwellings=[])
    made.defaults.append(4)
    made.add(5, birth=None)
    made.add(6, forename=None, surname=None, nhs="A")  # a number is enough
    made.add(7, source="police", surname=None)
    sources = {one.source: one for one in made.measure().sources}
    assert sources["school"].too_little == {"NO_NAME": 1, "PART_OF_A_NAME": 1, "NAME_ONLY": 1, "DEFAULT_DATE": 1}
    assert sources["police"].too_little == {"PART_OF_A_NAME": 1}
    assert (sources["school"].records, sources["police"].records) == (6, 1)


def test_links_between_sources(made: SmallLinkage) -> None:
    made.add(1)
    made.add(1, source="police")
    made.add(1, source="police")
    made.add(4)
    made.add(4)
    sources = {one.source: (one.records, one.linked) for one in made.measure().sources}
    assert sources == {"school": (3, 1), "police": (2, 2)}


def test_which_rules_found_the_linked_pairs(made: SmallLinkage) -> None:
    """Of seven linked pairs five were found: two by one rule, two by two, one by three."""
    for label in (1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 9):
        made.add(label, nhs="A" if label == 1 else None)
    made.compared = [
        (1, 2, IDENTIFIER | NAMES | PLACE),
        (3, 4, NAMES),
        (5, 6, NAMES | PLACE),
        (9, 10, NAMES | PLACE),
        (10, 11, PLACE),
        (1, 3, NAMES),  # not linked
    ]
    compared = made.measure().compared
    assert compared is not None
    assert (compared.found, compared.once, compared.twice) == (5, 2, 2)
    assert compared.joined_anyway == 2  # 7-8 and 9-11
    assert compared.rules == {"same identifier": 1, "names and birth": 4, "names and place": 4}
    assert compared.unseen.estimate == pytest.approx(2 / 3 * 2 * 2 / (2 * 2))
    assert compared.lists is not None
    assert (compared.lists.found, compared.lists.of) == (1, 1)


def test_what_became_of_refs(made: SmallLinkage) -> None:
    made.add(1)
    made.before = [("a", "KEPT"), ("b", "MERGED"), ("c", "SPLIT"), ("d", "SPLIT"), ("e", "GONE")]
    made.now = [("a", "KEPT"), ("b", "KEPT"), ("c", "SPLIT"), ("d", "NEW"), ("f", "NEWER")]
    refs = made.measure().refs
    assert refs is not None
    assert (refs.before, refs.kept, refs.merged, refs.split, refs.new, refs.gone) == (4, 2, 1, 1, 2, 1)
    assert (refs.records, refs.moved) == (4, 2)


def test_sizes_and_the_run_before(made: SmallLinkage) -> None:
    for label in (1, 1, 3, *[4] * 13):
        made.add(label)
    first = made.measure()
    assert first.sizes == {"1": 1, "2": 1, "12": 1}
    assert first.largest == 13
    assert first.before is None
    again = made.measure(previous=first)
    assert again.before is not None
    assert (again.before.records, again.before.people, again.before.sizes) == (16, 3, first.sizes)


def _pairs_of_group(made: SmallLinkage, group: str | None, count: int, found: int) -> None:
    """Add ``count`` pairs that share a number, each a person; ``found`` of them joined, by names alone."""
    for at in range(count):
        one = made.add(len(made.records) + 1, nhs=f"{group}{at}", birth="20140506")
        two = made.add(one if at < found else one + 1, nhs=f"{group}{at}")
        made.pair(one, two, 30 if at < found else 0, number=20)
        if group:
            made.groups.append((one, "ethnicity", group))


def test_recall_by_group_and_its_gap(made: SmallLinkage) -> None:
    """Of 100 pairs 90 were found; of the second group's 40 only 32; nobody says the second record's group."""
    _pairs_of_group(made, "ONE", 60, 58)
    _pairs_of_group(made, "TWO", 40, 32)
    _pairs_of_group(made, "FEW", 10, 10)
    _pairs_of_group(made, "RARE", 5, 5)
    groups = {one.value: one for one in made.measure().groups}
    assert set(groups) == {"ONE", "TWO", "OTHERS"}
    two = groups["TWO"]
    assert two.recall is not None
    assert (two.recall.found, two.recall.of, two.records) == (32, 40, 40)
    assert two.gap == pytest.approx(32 / 40 - 105 / 115)
    assert groups["OTHERS"].groups == 2
    assert groups["OTHERS"].recall is None  # fifteen pairs, even together
    assert groups["OTHERS"].gap is None


def test_a_pair_between_groups_counts_in_both(made: SmallLinkage) -> None:
    for at in range(30):
        one = made.add(2 * at + 1, nhs=f"N{at}")
        two = made.add(2 * at + 1, nhs=f"N{at}", source="police")
        made.pair(one, two, 30, number=20)
        made.groups += [(one, "source", "school"), (two, "source", "police")]
    groups = {one.value: one for one in made.measure().groups}
    assert {name: one.recall.of for name, one in groups.items() if one.recall} == {"school": 30, "police": 30}


def test_a_record_without_a_group_takes_its_persons(made: SmallLinkage) -> None:
    """The number is shared by records without a group; two others of their person say one."""
    for at in range(30):
        label = 4 * at + 1
        numbers = [made.add(label, nhs=f"N{at}"), made.add(label, nhs=f"N{at}"), made.add(label), made.add(label)]
        made.pair(numbers[0], numbers[1], 30, number=20)
        made.groups += [(numbers[2], "sex", "F"), (numbers[3], "sex", "F")]
    (group,) = made.measure().groups
    assert group.recall is not None
    assert (group.value, group.recall.of, group.records) == ("F", 30, 60)


def test_as_json_and_back(made: SmallLinkage) -> None:
    _pairs_of_group(made, "ONE", 40, 36)
    made.before, made.now = [("a", "X")], [("a", "X")]
    quality = made.measure(previous=made.measure())
    assert Quality.from_json(json.loads(json.dumps(quality.as_json()))) == quality


def test_pieces() -> None:
    import numpy as np

    left, right = np.array([5, 3, 4, 1, 8]), np.array([4, 2, 3, 0, 9])
    assert pieces(left, right, 10).tolist() == [0, 0, 2, 2, 2, 2, 6, 7, 8, 8]


def test_measuring_leaves_nothing_behind(made: SmallLinkage) -> None:
    from kith.engine.linkage.quality.run import measure

    made.add(1)
    database = made.database()
    before = database.execute("select count(*) from duckdb_tables()").fetchall()
    measure(database, threshold=4.0)
    measure(database, threshold=4.0)
    assert database.execute("select count(*) from duckdb_tables()").fetchall() == before


def test_without_the_number_a_pair_is_weighed_against_relatives_too() -> None:
    """Its twenty bits against strangers and three against relatives are taken off, then both are weighed."""
    from kith.engine.linkage.model import Comparison, Level, Model
    from kith.engine.linkage.quality.unaided import weigh_unaided
    from kith.engine.store import open_database

    same = Level("same", "", m=0.8, r=0.1, u=0.001)  # three bits against relatives
    model = Model("1", "", (Comparison("id_nhs_number", "", (same, Level("differs", "", 0.2, 0.9, 0.999))),), (), ())
    database = open_database()
    database.execute("""
        create schema linking;
        attach ':memory:' as measuring;
        create table linking.guarded as select 1 as n_l, 2 as n_r, null as veto, 1::tinyint as id_nhs_number,
            20::float as bits_id_nhs_number, 30::float as strangers, unnest([13, 2])::float as relative;
        alter table linking.guarded add column weight double;
        update linking.guarded set weight = strangers - log2(1 + pow(2, strangers - relative));
    """)
    columns = {row[0] for row in database.execute("describe linking.guarded").fetchall()}
    assert weigh_unaided(database, model, columns, by_identifier=0)
    kin, brother = database.execute("select unaided, may_link from measuring.scored order by weight desc").fetchall()
    assert kin[0] == pytest.approx(9, abs=0.01)  # ten bits against strangers, ten against relatives: one bit less
    assert kin[1]
    assert brother[0] == pytest.approx(-1, abs=0.01)
    assert not brother[1]

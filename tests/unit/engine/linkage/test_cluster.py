"""Clustering: best pairs first, never against a veto, never by chains."""

from __future__ import annotations

import numpy as np

from kith.engine.linkage.cluster import MOST, Edges, cluster

Pair = tuple[int, int, float]


def join(
    pairs: list[Pair],
    listers: list[int],
    *,
    veto: frozenset[int] = frozenset(),
    against: frozenset[int] = frozenset(),
    allow: frozenset[int] = frozenset(),
    kin: dict[int, float] | None = None,
    home: dict[int, float] | None = None,
) -> list[int]:
    """Return the cluster of each record; the sets name pairs by their place.

    A pair's bits are for one person against two strangers; ``kin`` says which look like relatives (none, unless told)
    and ``home`` what the homes say beside the bits.
    """
    columns = list(zip(*pairs, strict=True)) if pairs else [(), (), ()]
    edges = Edges(
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=np.float32),
        np.array([(kin or {}).get(place, MOST) for place in range(len(pairs))], dtype=np.float32),
        np.array([(home or {}).get(place, 0.0) for place in range(len(pairs))], dtype=np.float32),
        np.ones(len(pairs), dtype=np.int64),
        np.array([place in against for place in range(len(pairs))], dtype=np.int64),
        np.array([place in veto for place in range(len(pairs))], dtype=np.bool_),
        np.array([place in allow for place in range(len(pairs))], dtype=np.bool_),
    )
    return cluster(edges, np.array(listers, dtype=np.int64), 4.0).tolist()


def test_no_pairs_leave_everyone_alone() -> None:
    assert join([], [0, 1, 2]) == [0, 1, 2]


def test_a_likely_pair_joins_and_an_unlikely_one_does_not() -> None:
    assert join([(0, 1, 9.0), (1, 2, 3.9)], [0, 1, 2]) == [0, 0, 2]


def test_a_household_is_not_chained() -> None:
    """Brother, mother, sister: each looks a little like the next; connected components would make them one."""
    assert join([(0, 1, 20.0), (1, 2, 5.0), (0, 2, -12.0), (2, 3, 20.0), (1, 3, -12.0)], [0, 1, 2, 3]) == [0, 0, 2, 2]


def test_one_veto_holds_two_clusters_apart() -> None:
    pairs = [(0, 1, 20.0), (2, 3, 20.0), (0, 2, 9.0), (1, 3, 9.0)]
    assert join(pairs, [0, 1, 2, 3], veto=frozenset({3})) == [0, 0, 2, 2]
    assert join(pairs, [0, 1, 2, 3]) == [0, 0, 0, 0]


def test_an_objection_of_one_pair_in_four_gives_way_and_of_more_does_not() -> None:
    """Darren, Darren, Darren and Daz; then Darrne, who is like the first three and nothing like Daz."""
    pairs = [(a, b, 20.0) for a in range(4) for b in range(a + 1, 4)] + [(number, 4, 10.0) for number in range(4)]
    assert join(pairs, [0, 1, 2, 3, 4], against=frozenset({9})) == [0, 0, 0, 0, 0]
    assert join(pairs, [0, 1, 2, 3, 4], against=frozenset({8, 9})) == [0, 0, 0, 0, 4]


def test_twins_listed_by_one_school_stay_two_although_nobody_compared_them() -> None:
    """School lists both; health has one record for each. Names are so alike that every pair across looks likely."""
    pairs = [(0, 2, 25.0), (1, 3, 25.0), (0, 3, 12.0), (1, 2, 12.0)]
    assert join(pairs, [0, 0, 1, 1]) == [0, 1, 0, 1]


def test_an_exact_identifier_lets_one_lister_hold_a_person_twice() -> None:
    assert join([(0, 1, 25.0)], [0, 0]) == [0, 1]
    assert join([(0, 1, 25.0)], [0, 0], allow=frozenset({0})) == [0, 0]


def test_one_strong_identifier_does_not_outvote_a_record_that_does_not_fit() -> None:
    """A borrowed NHS number (60 bits) against three records that differ in everything else."""
    pairs = [(0, 1, 20.0), (0, 2, 20.0), (1, 2, 20.0), (2, 3, 60.0), (0, 3, -15.0), (1, 3, -15.0)]
    assert join(pairs, [0, 1, 2, 3])[:2] == [0, 0]
    assert join(pairs, [0, 1, 2, 3])[3] != 0


def test_who_is_likelier_a_relative_does_not_join_however_unlike_strangers_they_are() -> None:
    """Sisters at one address: twenty bits against two strangers, and one bit against two relatives."""
    assert join([(0, 1, 20.0)], [0, 1]) == [0, 0]
    assert join([(0, 1, 20.0)], [0, 1], kin={0: 1.0}) == [0, 1]


def test_of_a_person_who_moves_the_homes_that_are_not_shared_say_nothing_against_them() -> None:
    """Two records at the old address, one at the new; the one pair that shares a home speaks for the three."""
    pairs = [(0, 1, 12.0), (1, 2, 5.0), (0, 2, 5.0)]
    assert join(pairs, [0, 1, 2], home={0: 6.0, 1: -3.0, 2: -3.0}) == [0, 0, 2]
    assert join(pairs, [0, 1, 2], home={0: 6.0, 1: 6.0, 2: -3.0}) == [0, 0, 0]


def test_many_equal_pairs_join_in_few_rounds() -> None:
    """Two hundred identical records of different listers are one cluster."""
    pairs = [(left, right, 15.0) for left in range(200) for right in range(left + 1, 200)]
    assert set(join(pairs, list(range(200)))) == {0}


def test_the_order_of_pairs_does_not_matter() -> None:
    random = np.random.default_rng(3)
    pairs = [(int(a), int(b), float(w)) for a, b, w in zip(
        random.integers(0, 60, 400), random.integers(60, 120, 400), random.normal(4, 8, 400), strict=True
    )]  # fmt: skip
    unique = list({(a, b): (a, b, w) for a, b, w in pairs}.values())
    listers = [int(lister) for lister in random.integers(0, 9, 120)]
    shuffled = [unique[place] for place in random.permutation(len(unique))]
    assert join(unique, listers) == join(shuffled, listers)

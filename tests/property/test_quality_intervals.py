"""The intervals of the quality report hold the truth about as often as they promise, on simulated linkages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.engine.linkage.quality.intervals import chao, spread_of_sums, wilson

TURNS = 400
PROMISED, LEAST = 0.95, 0.91  # chance moves the share of 400 turns by two points either way


@pytest.mark.parametrize("truth", [0.5, 0.9, 0.97, 0.995])
def test_wilson_holds_the_truth(truth: float) -> None:
    draw = np.random.default_rng(7)
    shares = [wilson(int(found), 300) for found in draw.binomial(300, truth, TURNS)]
    held = np.mean([share is not None and share.low <= truth <= share.high for share in shares])
    assert held >= LEAST


@pytest.mark.parametrize("truth", [0.8, 0.95])
def test_pairs_of_one_person_found_or_missed_together(truth: float) -> None:
    """Each person's pairs go together: the plain interval is too narrow, the spread one is not."""
    draw = np.random.default_rng(8)
    plain, spread = 0, 0
    for _ in range(TURNS):
        pairs = draw.choice([1, 3, 6, 10], 250)
        found = pairs * (draw.random(250) < truth)
        sums = [int(sum(part)) for part in (pairs, found, pairs * pairs, found * pairs, found * found)]
        narrow = wilson(sums[1], sums[0])
        wide = wilson(sums[1], sums[0], spread=spread_of_sums(250, *sums))
        assert narrow is not None
        assert wide is not None
        plain += narrow.low <= truth <= narrow.high
        spread += wide.low <= truth <= wide.high
    assert spread / TURNS >= LEAST
    assert plain / TURNS < LEAST


@pytest.mark.parametrize("chances", [(0.3,) * 6, (0.2,) * 8])
def test_chao_holds_the_unseen_where_lists_are_alike_and_independent(chances: tuple[float, ...]) -> None:
    draw = np.random.default_rng(9)
    held = 0
    for _ in range(TURNS):
        times = (draw.random((2_000, len(chances))) < np.array(chances)).sum(axis=1)
        unseen = chao(int((times == 1).sum()), int((times == 2).sum()), lists=len(chances))
        held += unseen.low <= (times == 0).sum() <= unseen.high
    assert held / TURNS >= LEAST


def test_chao_is_a_floor_where_some_are_harder_to_find() -> None:
    draw = np.random.default_rng(10)
    below = 0
    for _ in range(TURNS):
        ease = draw.choice([0.05, 0.6], (2_000, 1))
        times = (draw.random((2_000, 6)) < ease).sum(axis=1)
        unseen = chao(int((times == 1).sum()), int((times == 2).sum()), lists=6)
        below += unseen.low <= (times == 0).sum()
    assert below / TURNS >= 0.99


@given(st.integers(0, 500), st.integers(1, 500), st.floats(1, 50))
def test_an_interval_is_an_interval(found: int, of: int, spread: float) -> None:
    share = wilson(min(found, of), of, spread=spread)
    assert share is not None
    assert 0 <= share.low <= share.value <= share.high <= 1


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 20), st.floats(1, 50))
def test_what_is_unseen_is_never_less_than_none(once: int, twice: int, lists: int, spread: float) -> None:
    unseen = chao(once, twice, lists=lists, spread=spread)
    assert 0 <= unseen.low <= unseen.estimate <= unseen.high


def test_no_pairs_have_no_share() -> None:
    assert wilson(0, 0) is None

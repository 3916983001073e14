"""How sure a share or an estimated count is: Wilson's interval, and Chao's estimate of what nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

SURE = 1.96  # standard errors either side: nineteen intervals in twenty hold the truth
RULE_OF_THREE = 3.0  # where nothing was seen, up to three may be there nineteen times in twenty


@dataclass(frozen=True)
class Share:
    """``found`` of ``of``, with the interval that holds the true share nineteen times in twenty."""

    found: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.found / self.of


@dataclass(frozen=True)
class Unseen:
    """How many were never seen, estimated from how many were seen once and twice; with its interval."""

    estimate: float
    low: float
    high: float


def wilson(found: int, of: int, *, spread: float = 1.0) -> Share | None:
    """Return Wilson's interval; ``spread`` is how many times likelier chance is than for independent draws.

    Pairs are not independent: a person of ten records has 45 of them, found or missed together.
    """
    if of <= 0:
        return None
    share, draws = found / of, of / max(spread, 1.0)
    middle = (share + SURE**2 / (2 * draws)) / (1 + SURE**2 / draws)
    half = SURE / (1 + SURE**2 / draws) * sqrt(share * (1 - share) / draws + SURE**2 / (4 * draws**2))
    # At 0 and at 1 the sum misses the share itself by a rounding error.
    return Share(found, of, max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))


def spread_of_sums(units: int, pairs: int, found: int, pairs_pairs: int, found_pairs: int, found_found: int) -> float:
    """Return the spread of found / pairs when whole units (people) are drawn, from sums over the units.

    The last three are the sums of pairs x pairs, found x pairs and found x found.
    """
    if pairs == 0:
        return 1.0
    share = found / pairs
    together = pairs_pairs / pairs  # the most that it can be: a unit's pairs are all found or all missed
    if share in (0.0, 1.0) or units < 2:
        return max(1.0, together)
    residuals = found_found - 2 * share * found_pairs + share**2 * pairs_pairs
    return max(1.0, residuals * units / (units - 1) / (pairs * share * (1 - share)))


def chao(once: int, twice: int, *, lists: int, spread: float = 1.0) -> Unseen:
    """Return Chao's estimate of how many no list holds, where ``once`` are on one of ``lists`` and ``twice`` on two."""
    if once == 0 or lists < 2 or (once, twice) == (1, 0):
        return Unseen(0.0, 0.0, RULE_OF_THREE)
    less = (lists - 1) / lists
    if twice == 0:  # the form without bias
        estimate = less * once * (once - 1) / 2
        variance = less * once * (once - 1) / 2 + less**2 * once * (2 * once - 1) ** 2 / 4
    else:
        ratio = once / twice
        estimate = less * once**2 / (2 * twice)
        variance = twice * (less * ratio**2 / 2 + less**2 * ratio**3 + less**2 * ratio**4 / 4)
    wide = exp(SURE * sqrt(log(1 + variance * max(spread, 1.0) / estimate**2)))
    return Unseen(estimate, estimate / wide, estimate * wide)

"""Names of the invented people: what each culture's files hold, and how skewed a draw from them is.

A line of names/CULTURE.txt is ``kind: Name Name ...``. ``girls`` and ``boys`` come one line a generation, youngest
first; ``stems`` and ``endings`` make rarer surnames; ``also`` are spellings of one name; ``short`` is a name and its
short forms. A Chinese forename of two parts is kept as First-second and written in several ways.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CULTURES = ("british", "american", "hispanic", "south_asian", "arabic", "chinese", "polish", "somali")
_FOLDER = Path(__file__).parent / "names"
# The share of people whose surname is made of a stem and an ending: the long tail that no list of common names has.
_RARE = {"british": 0.35, "american": 0.30, "polish": 0.35, "arabic": 0.20}
Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Names:
    """One culture's names, each list with the chance of each name."""

    surnames: tuple[Texts, NDArray[np.float64]]
    forenames: dict[tuple[str, int], tuple[Texts, NDArray[np.float64]]]  # by sex and generation (0 youngest)
    western: Texts


def read_lines(culture: str) -> dict[str, list[list[str]]]:
    """Return the lines of a culture's file by kind."""
    lines: dict[str, list[list[str]]] = defaultdict(list)
    for line in (_FOLDER / f"{culture}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, names = line.partition(": ")
        lines[kind].append(names.split())
    return lines


@cache
def load(culture: str) -> Names:
    """Return a culture's names."""
    lines = read_lines(culture)
    forenames = {
        (sex, generation): _skewed(_of_generation(lines, kind, generation), 0.75)
        for sex, kind in (("F", "girls"), ("M", "boys"))
        for generation in range(3)
    }
    return Names(_surnames(culture, lines), forenames, np.array(["Kim", *_flat(lines["western"])], dtype=object))


def _of_generation(lines: dict[str, list[list[str]]], kind: str, generation: int) -> list[str]:
    """The generation's own names first; the names of the others are rarer."""
    if kind not in lines:
        parts = lines[f"{kind[:-1]}parts"][0]
        return [one for one in parts] + [
            f"{first}-{second.lower()}" for second in parts for first in parts if first != second
        ]
    found = lines[kind]
    start = min(generation, len(found) - 1)
    return list(dict.fromkeys(_flat(found[start:] + found[:start])))


def _flat(lines: list[list[str]]) -> list[str]:
    return [name for line in lines for name in line]


def _surnames(culture: str, lines: dict[str, list[list[str]]]) -> tuple[Texts, NDArray[np.float64]]:
    kind = "surnames" if "surnames" in lines else "boys"  # a Somali family name is a grandfather's forename
    common, chance = _skewed(list(dict.fromkeys(_flat(lines[kind]))), 0.85)
    stems, endings = (_flat(lines[part]) for part in ("stems", "endings"))
    if not stems:
        return common, chance
    rare, rare_chance = _skewed([stem + ending for ending in endings for stem in stems], 0.5)
    share = _RARE[culture]
    return np.concatenate([common, rare]), np.concatenate([chance * (1 - share), rare_chance * share])


def _skewed(names: list[str], power: float) -> tuple[Texts, NDArray[np.float64]]:
    """The name of rank r comes 1 / (r + 3) ** power as often."""
    weight = 1 / (np.arange(len(names)) + 3.0) ** power
    return np.array(names, dtype=object), weight / weight.sum()


def draw(random: np.random.Generator, names: tuple[Texts, NDArray[np.float64]], count: int) -> Texts:
    """Draw ``count`` names."""
    texts, chance = names
    return texts[np.minimum(np.searchsorted(np.cumsum(chance), random.random(count)), len(texts) - 1)]


def spellings() -> list[tuple[str, str, str]]:
    """Return (kind, name, another form of it): ``also`` both ways, ``short`` from the full name only."""
    found: set[tuple[str, str, str]] = set()
    for culture in CULTURES:
        lines = read_lines(culture)
        found.update(("also", one, two) for group in lines["also"] for one in group for two in group if one != two)
        found.update(("short", full, short) for full, *forms in lines["short"] for short in forms)
    return sorted(found)

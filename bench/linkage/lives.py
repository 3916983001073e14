"""Lets two years pass for invented people: deaths, marriages, partings, and moves of households and of single people.

Time is years since the start; a span is from ``since`` up to ``until``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.linkage.population import YEARS, Floats, Ints, People

FOREVER = 99.0


@dataclass
class Lives:
    """Who was in which household when, where each household lived when, and which surname each person went by when."""

    stays: dict[str, NDArray[np.generic]]  # person, household, since, until
    homes: dict[str, NDArray[np.generic]]  # household, dwelling, since, until
    surnames: dict[str, NDArray[np.generic]]  # person, surname, since, until
    died: Floats  # by person; FOREVER while alive
    dwellings: int  # how many dwellings there are; group quarters have the highest numbers
    communal_from: int  # the first of those


def let_time_pass(random: np.random.Generator, people: People, moving: float = 0.09) -> Lives:
    """Let two years pass; ``moving`` is the share of households that move in a year."""
    ordinary = int(people.household[people.role == "head"].max()) + 1
    everything = int(people.household.max()) + 1
    new = _leavers(random, people, ordinary, everything)
    homes, dwellings, communal_from = _where(random, ordinary, everything, new["homes"].astype(np.int64), moving)
    stays = _stays(people, new)
    surnames = _surnames(random, people, new)
    age = np.maximum(people.age, 0)
    dies = random.random(len(people)) < 1 - np.exp(-YEARS * np.exp((age - 100) / 11) * 0.45)
    died = np.where(dies, random.uniform(0, YEARS, len(people)), FOREVER)
    return Lives(stays, homes, surnames, died, dwellings, communal_from)


def _leavers(
    random: np.random.Generator, people: People, ordinary: int, everything: int
) -> dict[str, NDArray[np.generic]]:
    """Grown children who leave, couples who part, and single people who marry: who goes to which household, when."""
    grown = np.flatnonzero((people.role == "child") & (people.age > 17.5) & (people.age < 30))
    leaving = grown[random.random(len(grown)) < 0.22]
    college = np.arange(ordinary, everything)
    to_college = (random.random(len(leaving)) < 0.35) & (people.age[leaving] < 22) & (len(college) > 0)
    partners = np.flatnonzero(people.role == "partner")
    parting = partners[random.random(len(partners)) < 0.025]
    single = np.flatnonzero((people.role == "head") & np.isin(people.household, _alone(people)) & (people.age < 48))
    women, men = (random.permutation(single[people.sex[single] == sex]) for sex in ("F", "M"))
    pairs = int(min(len(women), len(men)) * 0.1)
    brides, grooms = women[:pairs], men[:pairs]
    own = np.concatenate([leaving[~to_college], parting])
    who = np.concatenate([own, leaving[to_college], brides])
    fresh = everything + np.arange(len(own))
    chosen = random.choice(college, int(to_college.sum())) if len(college) else college[:0]
    to = np.concatenate([fresh, chosen, people.household[grooms]])
    return {
        "who": who, "to": to, "when": random.uniform(0.05, YEARS, len(who)), "homes": fresh,
        "brides": brides, "grooms": grooms, "parting": parting,
    }  # fmt: skip


def _alone(people: People) -> Ints:
    numbers, sizes = np.unique(people.household, return_counts=True)
    return numbers[sizes == 1]


def _where(
    random: np.random.Generator, ordinary: int, everything: int, fresh: Ints, moving: float
) -> tuple[dict[str, NDArray[np.generic]], int, int]:
    """Households that move take empty dwellings, and those that other movers leave."""
    moves = np.flatnonzero(random.random(ordinary) < 1 - (1 - moving) ** YEARS)
    when = random.uniform(0.05, YEARS, len(moves))
    spare = ordinary + np.arange(len(fresh) + len(moves) // 2 + 1)
    free = random.permutation(np.concatenate([spare, moves]))[: len(moves) + len(fresh)]
    communal_from = int(spare[-1]) + 1
    quarters = np.arange(ordinary, everything)
    until = np.full(ordinary, FOREVER)
    until[moves] = when
    homes = {
        "household": np.concatenate([np.arange(ordinary), quarters, moves, fresh]),
        "dwelling": np.concatenate([np.arange(ordinary), communal_from + quarters - ordinary, free]),
        "since": np.concatenate([np.full(everything, -FOREVER), when, np.full(len(fresh), -FOREVER)]),
        "until": np.concatenate([until, np.full(len(quarters) + len(moves) + len(fresh), FOREVER)]),
    }
    return homes, communal_from + len(quarters), communal_from


def _stays(people: People, new: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    until = np.full(len(people), FOREVER)
    until[new["who"]] = new["when"]
    size = len(new["who"])
    return {
        "person": np.concatenate([np.arange(len(people)), new["who"]]),
        "household": np.concatenate([people.household, new["to"]]),
        "since": np.concatenate([np.full(len(people), -FOREVER), new["when"]]),
        "until": np.concatenate([until, np.full(size, FOREVER)]),
    }


def _surnames(
    random: np.random.Generator, people: People, new: dict[str, NDArray[np.generic]]
) -> dict[str, NDArray[np.generic]]:
    """The name they went by at the start, and the one that a marriage or a parting in the two years gave."""
    count = len(people)
    at_start = np.where(people.married_surname == None, people.surname, people.married_surname)  # noqa: E711
    when = np.zeros(count)
    when[new["who"]] = new["when"]
    brides, grooms, parting = new["brides"], new["grooms"], new["parting"]
    takes = random.random(len(brides)) < 0.6
    back = parting[random.random(len(parting)) < 0.4]
    changed = np.concatenate([brides[takes], back])
    to = np.concatenate([at_start[grooms[takes]], people.surname[back]])
    until = np.full(count, FOREVER)
    until[changed] = when[changed]
    return {
        "person": np.concatenate([np.arange(count), changed]),
        "surname": np.concatenate([at_start, to]),
        "since": np.concatenate([np.full(count, -FOREVER), when[changed]]),
        "until": np.concatenate([until, np.full(len(changed), FOREVER)]),
    }

"""Makes invented people in households: who they are, whose children they are, and what they are called.

Everything is an array of numpy: a person and a household are numbers. Ages are at the start; children of the two years
to come have ages below nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.linkage import names

YEARS = 2.0
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
# Kinds of household, and how often: one, couple, couple with children, one parent, three generations, sharers.
KINDS = np.array([0.28, 0.24, 0.26, 0.09, 0.05, 0.08])
ONE, COUPLE, FAMILY, LONE, THREE, SHARERS = range(6)


@dataclass
class People:
    """Columns of equal length; ``surname`` is what they were born with."""

    household: Ints
    role: Texts
    sex: Texts
    culture: Texts
    age: Floats  # at the start; below nought for a child not yet born
    mother: Ints  # -1: not among these people
    father: Ints
    forename: Texts = field(default_factory=lambda: np.empty(0, dtype=object))
    middle: Texts = field(default_factory=lambda: np.empty(0, dtype=object))
    surname: Texts = field(default_factory=lambda: np.empty(0, dtype=object))
    second_surname: Texts = field(default_factory=lambda: np.empty(0, dtype=object))
    married_surname: Texts = field(default_factory=lambda: np.empty(0, dtype=object))
    suffix: Texts = field(default_factory=lambda: np.empty(0, dtype=object))

    def __len__(self) -> int:
        return len(self.household)


class _Builder:
    """Gathers people a role at a time."""

    def __init__(self) -> None:
        self.parts: list[dict[str, NDArray[np.generic]]] = []
        self.count = 0

    def add(self, household: Ints, role: str, sex: Texts, culture: Texts, age: Floats, **parents: Ints) -> Ints:
        """Add people and return their numbers."""
        size = len(household)
        nobody = np.full(size, -1)
        self.parts.append({
            "household": household, "role": np.full(size, role, dtype=object), "sex": sex, "culture": culture,
            "age": age,             "mother": parents.get("mother", nobody), "father": parents.get("father", nobody),
        })  # fmt: skip
        self.count += size
        return np.arange(self.count - size, self.count)

    def people(self) -> People:
        """Return everybody added."""
        return People(**{key: np.concatenate([part[key] for part in self.parts]) for key in self.parts[0]})  # type: ignore[arg-type]


def make_people(random: np.random.Generator, count: int, mix: Mapping[str, float], communal: float = 0.04) -> People:
    """Make about ``count`` people; ``communal`` is the share in group quarters (one big household each)."""
    homes = int(count * (1 - communal) / 2.48)
    kind = random.choice(len(KINDS), homes, p=KINDS)
    culture = random.choice(np.array(list(mix), dtype=object), homes, p=np.array(list(mix.values())))
    builder = _Builder()
    mother, father = _adults(random, builder, kind, culture)
    _children(random, builder, kind, culture, mother, father)
    _others(random, builder, kind, culture)
    _communal(random, builder, homes, int(count * communal), mix)
    people = builder.people()
    _give_names(random, people)
    return people


def _sexes(random: np.random.Generator, count: int) -> Texts:
    return np.where(random.random(count) < 0.505, "F", "M").astype(object)


def _adults(random: np.random.Generator, builder: _Builder, kind: Ints, culture: Texts) -> tuple[Ints, Ints]:
    """Heads and partners; returns the mother and the father of each household's children (-1 where none)."""
    homes = len(kind)
    old = random.random(homes) < 0.45
    age = np.where(old, random.uniform(52, 92, homes), random.uniform(19, 52, homes))
    with_children = np.isin(kind, (FAMILY, LONE, THREE))
    age = np.where(with_children, np.clip(random.normal(38, 8, homes), 19, 56), age)
    age = np.where(kind == SHARERS, random.uniform(19, 40, homes), age)
    sex = np.where(kind == LONE, np.where(random.random(homes) < 0.88, "F", "M"), _sexes(random, homes)).astype(object)
    head = builder.add(np.arange(homes), "head", sex, culture, age)
    paired = np.flatnonzero(np.isin(kind, (COUPLE, FAMILY, THREE)))
    same = random.random(len(paired)) < 0.025
    other = np.where((sex[paired] == "F") ^ same, "M", "F").astype(object)
    mixed = random.random(len(paired)) < 0.1
    theirs = np.where(mixed, random.permutation(culture[paired]), culture[paired]).astype(object)
    partner_age = np.clip(age[paired] + random.normal(0, 3.5, len(paired)), 18.5, 97)
    partner = builder.add(paired, "partner", other, theirs, partner_age)
    mother, father = np.full(homes, -1), np.full(homes, -1)
    for numbers, at, sexes in ((head, np.arange(homes), sex), (partner, paired, other)):
        women = sexes == "F"
        mother[at[women]], father[at[~women]] = numbers[women], numbers[~women]
    return mother, father


def _children(
    random: np.random.Generator, builder: _Builder, kind: Ints, culture: Texts, mother: Ints, father: Ints
) -> None:
    """Children of each household, twins among them, some grown up, and those to be born in the two years."""
    homes = np.flatnonzero(np.isin(kind, (FAMILY, LONE, THREE)))
    parent_age = builder.parts[0]["age"][homes].astype(np.float64)
    size = random.choice([1, 2, 3, 4, 5], len(homes), p=[0.40, 0.37, 0.15, 0.05, 0.03])
    at = np.repeat(np.arange(len(homes)), size)
    first = np.concatenate([[0], np.cumsum(size)[:-1]]) if len(size) else np.empty(0, dtype=np.int64)
    place = np.arange(len(at)) - first[at]
    # The eldest's age leaves the parent 18 to 36 at the birth; each next child is 1 to 4 years younger.
    eldest = np.maximum(parent_age - random.uniform(18.5, 36, len(homes)), 0.2)
    eldest = np.where(random.random(len(homes)) < 0.93, np.minimum(eldest, random.uniform(1, 24, len(homes))), eldest)
    gap = random.uniform(1.0, 4.2, len(at))
    gap[(random.random(len(at)) < 0.035) & (place > 0)] = 0.0  # a twin
    gap[place == 0] = 0.0
    total = np.cumsum(gap)
    age = eldest[at] - (total - total[first][at])
    keep = age > -YEARS
    at, age = at[keep], age[keep]
    builder.add(
        homes[at], "child", _sexes(random, len(at)), culture[homes[at]], age,
        mother=mother[homes[at]], father=father[homes[at]],
    )  # fmt: skip
    _births_to_couples(random, builder, kind, culture, mother, father)


def _births_to_couples(
    random: np.random.Generator, builder: _Builder, kind: Ints, culture: Texts, mother: Ints, father: Ints
) -> None:
    age = np.concatenate([part["age"] for part in builder.parts]).astype(np.float64)
    likely = (kind == COUPLE) & (mother >= 0) & (father >= 0)
    likely &= (age[mother] < 40) & (random.random(len(kind)) < 0.16)
    homes = np.flatnonzero(likely)
    born = -random.uniform(0, YEARS, len(homes))
    for chosen in (np.ones(len(homes), dtype=bool), random.random(len(homes)) < 0.02):
        builder.add(
            homes[chosen], "child", _sexes(random, int(chosen.sum())), culture[homes[chosen]], born[chosen],
            mother=mother[homes[chosen]], father=father[homes[chosen]],
        )  # fmt: skip


def _others(random: np.random.Generator, builder: _Builder, kind: Ints, culture: Texts) -> None:
    """Grandparents of three generations, and people who share a home without being kin."""
    homes = np.flatnonzero(kind == THREE)
    heads = builder.parts[0]["age"][homes].astype(np.float64)
    for role, sex, share in (("grandmother", "F", 0.8), ("grandfather", "M", 0.5)):
        chosen = random.random(len(homes)) < share
        age = np.minimum(heads[chosen] + random.uniform(20, 34, int(chosen.sum())), 99)
        builder.add(homes[chosen], role, np.full(len(age), sex, dtype=object), culture[homes[chosen]], age)
    shared = np.repeat(np.flatnonzero(kind == SHARERS), random.integers(1, 4, int((kind == SHARERS).sum())))
    theirs = random.permutation(culture)[: len(shared)] if len(shared) else culture[:0]
    builder.add(shared, "sharer", _sexes(random, len(shared)), theirs, random.uniform(18, 42, len(shared)))


def _communal(random: np.random.Generator, builder: _Builder, homes: int, count: int, mix: Mapping[str, float]) -> None:
    """Colleges (18 to 23), prisons (men) and care homes (old) of 50 to 200 people at one address."""
    sizes = random.integers(50, 200, max(count // 100, 1) if count else 0)
    at = np.repeat(np.arange(len(sizes)), sizes)
    culture = random.choice(np.array(list(mix), dtype=object), len(at), p=np.array(list(mix.values())))
    kind = at % 3
    spread = random.random(len(at))
    age = np.choose(kind, [18 + 5 * spread, 19 + 40 * spread**2, 72 + 25 * spread])
    sex = np.where(kind == 1, "M", _sexes(random, len(at))).astype(object)
    builder.add(homes + at, "resident", sex, culture, age)


def _give_names(random: np.random.Generator, people: People) -> None:
    """Forenames by generation, surnames down the family, a partner's name taken on marriage."""
    count = len(people)
    generation = np.digitize(people.age, (22, 52))
    people.forename, people.middle, people.surname, people.second_surname = (
        np.full(count, None, dtype=object) for _ in range(4)
    )
    for culture in np.unique(people.culture.astype(str)):
        known, theirs = names.load(culture), people.culture == culture
        people.surname[theirs] = names.draw(random, known.surnames, int(theirs.sum()))
        people.second_surname[theirs] = names.draw(random, known.surnames, int(theirs.sum()))
        for sex in ("F", "M"):
            for age in range(3):
                chosen = np.flatnonzero(theirs & (people.sex == sex) & (generation == age))
                for column in (people.forename, people.middle):
                    column[chosen] = names.draw(random, known.forenames[sex, age], len(chosen))
    _kin(random, people)
    _inherit(random, people)
    _tidy(random, people)
    _marry(random, people)


def _kin(random: np.random.Generator, people: People) -> None:
    """A quarter of heads share the surname of another head of their culture: brothers and cousins in other homes."""
    heads = np.flatnonzero(people.role == "head")
    for culture in np.unique(people.culture[heads].astype(str)):
        theirs = heads[people.culture[heads] == culture]
        chosen = theirs[random.random(len(theirs)) < 0.25]
        people.surname[chosen] = people.surname[random.choice(theirs, len(chosen))]
    grand = np.isin(people.role, ("grandfather", "grandmother"))
    head_of = np.full(people.household.max() + 1, -1)
    head_of[people.household[heads]] = heads
    people.surname[grand] = people.surname[head_of[people.household[grand]]]


def _inherit(random: np.random.Generator, people: People) -> None:
    """Children take the father's surname, or the mother's where there is no father, each culture in its own way."""
    child = np.flatnonzero(people.role == "child")
    father, mother = people.father[child], people.mother[child]
    parent = np.where((father >= 0) & (random.random(len(child)) < 0.96), father, np.where(mother >= 0, mother, father))
    known = parent >= 0
    child, parent, father, mother = child[known], parent[known], father[known], mother[known]
    # A family of two surnames is decided once a household, not child by child.
    people.surname[child] = people.surname[parent]
    people.second_surname[child] = np.where(mother >= 0, people.surname[mother], people.second_surname[child])
    somali = (people.culture[child] == "somali") & (father >= 0)
    people.surname[child[somali]] = people.middle[father[somali]]
    people.middle[child[somali]] = people.forename[father[somali]]
    people.suffix = np.full(len(people), None, dtype=object)
    junior = (
        (people.sex[child] == "M") & (father >= 0) & np.isin(people.culture[child], ("american", "british", "hispanic"))
    )
    junior &= random.random(len(child)) < 0.05
    _, once = np.unique(np.where(junior, people.household[child], -1), return_index=True)  # one a household
    chosen = np.zeros(len(child), dtype=bool)
    chosen[once] = junior[once]
    for column in (people.forename, people.middle, people.surname):
        column[child[chosen]] = column[father[chosen]]
    people.suffix[child[chosen]], people.suffix[father[chosen]] = "JR", "SR"


def _tidy(random: np.random.Generator, people: People) -> None:
    """No two living siblings share a forename; middle names and second surnames only where they are usual."""
    twice = _repeated(people)
    people.forename[twice] = people.middle[twice]
    people.middle[twice] = None
    share = {"american": 0.85, "british": 0.7, "hispanic": 0.4, "south_asian": 0.25, "arabic": 0.35, "polish": 0.3}
    share |= {"somali": 1.0, "chinese": 0.0}
    people.middle[random.random(len(people)) >= _by_culture(people.culture, share, 0.0)] = None
    sikh = (people.culture == "south_asian") & (random.random(len(people)) < 0.12)
    people.middle[sikh] = np.where(people.sex[sikh] == "F", "Kaur", "Singh")
    people.second_surname[people.culture != "hispanic"] = None


def _by_culture(culture: Texts, share: Mapping[str, float], otherwise: float) -> Floats:
    kinds, at = np.unique(culture.astype(str), return_inverse=True)
    return np.array([share.get(kind, otherwise) for kind in kinds])[at]


def _repeated(people: People) -> Ints:
    """Children who bear a forename that an elder in the same home already has (Jr apart)."""
    free = np.flatnonzero((people.role == "child") & (people.suffix == None))  # noqa: E711
    _, home_name = np.unique(people.forename.astype(str), return_inverse=True)
    key = people.household * (home_name.max() + 1) + home_name
    _, first = np.unique(key, return_index=True)
    is_first = np.zeros(len(people), dtype=bool)
    is_first[first] = True
    return free[~is_first[free]]


def _marry(random: np.random.Generator, people: People) -> None:
    """Who of a couple goes by the partner's surname; ``married_surname`` is empty for everybody else."""
    people.married_surname = np.full(len(people), None, dtype=object)
    heads, partners = (np.flatnonzero(people.role == role) for role in ("head", "partner"))
    head_of = np.full(people.household.max() + 1, -1)
    head_of[people.household[heads]] = heads
    other = head_of[people.household[partners]]
    wife = np.where(people.sex[partners] == "F", partners, other)
    husband = np.where(people.sex[partners] == "F", other, partners)
    share = {"american": 0.66, "british": 0.62, "polish": 0.7, "south_asian": 0.5, "hispanic": 0.25}
    takes = random.random(len(wife)) < _by_culture(people.culture[wife], share, 0.05)
    joined = takes & (random.random(len(wife)) < 0.06) & np.isin(people.culture[wife], ("american", "british"))
    people.married_surname[wife[takes]] = people.surname[husband[takes]]
    people.married_surname[wife[joined]] = people.surname[wife[joined]] + "-" + people.surname[husband[joined]]
    custom = (people.culture == "south_asian") & (people.sex == "F") & (people.age > 18)
    custom &= random.random(len(people)) < 0.18
    people.married_surname[custom] = np.where(random.random(int(custom.sum())) < 0.7, "Begum", "Kaur")
